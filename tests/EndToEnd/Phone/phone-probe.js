/* global AnalyserNode, AudioContext, MediaStream, NETWORK */
// What a test wants to know of the page's telephone, and a network that lets through only what NETWORK says. Runs before the page does.
{
  const network = NETWORK;
  const Real = globalThis.RTCPeerConnection;
  const peers = [];
  const through = (url) => {
    switch (network) {
      case 'TurnUdpOnly':
        return url.startsWith('turn:') ? [url] : [];
      case 'TurnTlsOnly':
        return url.startsWith('turns:') ? [url] : [];
      case 'NoTurnTls':
        // Nobody listens there.
        return [url.startsWith('turns:') ? url.replace(/:\d+\?/, ':9?') : url];
      default:
        return [url];
    }
  };
  globalThis.RTCPeerConnection = class extends Real {
    constructor(configuration = {}) {
      const iceServers = (configuration.iceServers ?? []).map((server) => ({ ...server, urls: server.urls.flatMap(through) }));
      const iceTransportPolicy = network.endsWith('Only') ? 'relay' : configuration.iceTransportPolicy;
      super({ ...configuration, iceServers: iceServers.filter(({ urls }) => urls.length > 0), iceTransportPolicy });
      peers.push(this);
    }
  };
  let context;
  let analyser;
  let listened;
  globalThis.heard = async (frequency) => {
    const track = peers.at(-1)?.getReceivers()[0]?.track;
    if (track === undefined) {
      return false;
    }
    context ??= new AudioContext();
    if (listened !== track) {
      listened = track;
      analyser = new AnalyserNode(context, { fftSize: 16384 });
      context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
      await new Promise((resolve) => setTimeout(resolve, 600));
    }
    const samples = new Float32Array(analyser.fftSize);
    analyser.getFloatTimeDomainData(samples);
    const coefficient = 2 * Math.cos((2 * Math.PI * frequency) / context.sampleRate);
    let [before, beforeThat, energy] = [0, 0, 0];
    for (const sample of samples) {
      [before, beforeThat] = [sample + coefficient * before - beforeThat, before];
      energy += sample * sample;
    }
    const power = (before * before + beforeThat * beforeThat - coefficient * before * beforeThat) / samples.length;
    return energy > 1 && power > energy / 4;
  };
  globalThis.route = async () => {
    const report = await peers.at(-1).getStats();
    const all = [...report.values()];
    const pair = all.find(({ type, nominated, state }) => type === 'candidate-pair' && nominated && state === 'succeeded');
    const local = report.get(pair?.localCandidateId);
    return [local?.candidateType, local?.relayProtocol].filter(Boolean).join(' ');
  };
}
