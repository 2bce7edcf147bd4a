/**
 * The first connection of a page costs the browser some tenths of a second more: it starts what sound and network need, and makes a
 * certificate. This one goes nowhere, so that the caller of the first call does not wait for it.
 */
export async function warmUp(): Promise<void> {
  const peer = new RTCPeerConnection();
  try {
    peer.addTransceiver('audio');
    await peer.setLocalDescription();
  } finally {
    peer.close();
  }
}
