/** The sound that the caller makes: the microphone's, or, on a machine without one, a spoken sample, over and over. */
export interface Voice {
  readonly stream: MediaStream;
  readonly isMicrophone: boolean;
  readonly end: () => void;
}

const sample = '/telephone/voice.wav';

export async function openVoice(): Promise<Voice> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    return {
      stream,
      isMicrophone: true,
      end: () => {
        for (const track of stream.getTracks()) track.stop();
      },
    };
  } catch {
    return await openSample();
  }
}

async function openSample(): Promise<Voice> {
  const context = new AudioContext();
  const source = context.createBufferSource();
  source.buffer = await context.decodeAudioData(await (await fetch(sample)).arrayBuffer());
  source.loop = true;
  const out = context.createMediaStreamDestination();
  source.connect(out);
  source.start();
  return { stream: out.stream, isMicrophone: false, end: () => void context.close() };
}
