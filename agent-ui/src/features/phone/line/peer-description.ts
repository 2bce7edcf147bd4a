import type { BodyAndContentType, SessionDescriptionHandler } from 'sip.js';
import { gathered } from './gathering';

const contentType = 'application/sdp';

/** Lets the SIP library describe a connection that is ours. */
export class PeerDescription implements SessionDescriptionHandler {
  /** What the next description says. */
  isHeld = false;

  #isGathered = false;

  constructor(private readonly peer: RTCPeerConnection) {}

  async getDescription(): Promise<BodyAndContentType> {
    for (const transceiver of this.peer.getTransceivers()) {
      transceiver.direction = this.isHeld ? 'sendonly' : 'sendrecv';
    }
    // An offer, or the answer to one of the exchange.
    await this.peer.setLocalDescription();
    if (!this.#isGathered) {
      await gathered(this.peer);
      this.#isGathered = true;
    }
    return { body: this.peer.localDescription?.sdp ?? '', contentType };
  }

  hasDescription(type: string): boolean {
    return type === contentType;
  }

  async setDescription(sdp: string): Promise<void> {
    await this.peer.setRemoteDescription({ sdp, type: this.peer.signalingState === 'have-local-offer' ? 'answer' : 'offer' });
  }

  async rollbackDescription(): Promise<void> {
    await this.peer.setLocalDescription({ type: 'rollback' });
  }

  sendDtmf(): boolean {
    return false;
  }

  close(): void {
    this.peer.close();
  }
}
