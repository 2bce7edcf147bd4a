/**
 * Why a line is down: the WebSocket or the sound did not get through, the exchange declined, or the line was up and broke or was ended
 * by the exchange.
 */
export type LineFault = 'NO_SIGNALLING' | 'NO_SOUND' | 'DECLINED' | 'LOST';

export interface LineEvents {
  /** Sound goes both ways. */
  connected: () => void;
  /** Never after hangUp or leave. */
  ended: (fault: LineFault) => void;
}

/** One connection of this page with the exchange. */
export interface Line {
  readonly peer: RTCPeerConnection;
  /** What comes from the exchange. */
  readonly heard: MediaStream;
  /** Sends another microphone, or none. */
  send: (track: MediaStreamTrack | null) => Promise<void>;
  /** The exchange plays music to the caller meanwhile. */
  hold: (isHeld: boolean) => Promise<void>;
  press: (key: string) => void;
  /** The agent ends the conversation. */
  hangUp: () => void;
  /** The page goes, or the call does; a call that is still the agent's waits for the agent. */
  leave: () => void;
}
