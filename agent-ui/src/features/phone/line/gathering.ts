/** Longest wait for the browser's own addresses and a relay, in milliseconds. */
const longest = 4_000;

/** After the first relay that answered; a better one may follow. */
const afterRelay = 50;

/**
 * Until the browser knows the addresses at which it can be reached. Waiting for all of them takes ten seconds where a firewall swallows
 * UDP.
 */
export async function gathered(peer: RTCPeerConnection): Promise<void> {
  if (peer.iceGatheringState === 'complete') {
    return;
  }
  await new Promise<void>((resolve) => {
    let timer = setTimeout(done, longest);
    function done(): void {
      clearTimeout(timer);
      peer.removeEventListener('icecandidate', onCandidate);
      resolve();
    }
    function onCandidate({ candidate }: RTCPeerConnectionIceEvent): void {
      if (candidate === null || candidate.type === 'relay') {
        clearTimeout(timer);
        timer = setTimeout(done, candidate === null ? 0 : afterRelay);
      }
    }
    peer.addEventListener('icecandidate', onCandidate);
  });
}
