import { Inviter, SessionState, UserAgent } from 'sip.js';
import type { PhoneConnection } from './phone-api';
import type { Line, LineEvents, LineFault } from './line';
import { PeerDescription } from './peer-description';

/** For the WebSocket, in seconds. */
const socketLimit = 5;

/** From dialling to sound in both directions, in milliseconds. */
const connectLimit = 15_000;

const betweenReconnects = 2_000;

/** For the answer to BYE, in milliseconds. */
const farewell = 2_000;

/** Causes of Q.850. The exchange ends a call that its agent hung up; one whose agent's page went waits for the agent. */
const reasons = { hungUp: 'Reason: Q.850;cause=31', left: 'Reason: Q.850;cause=41' };

/** Dials in: no registration and no password, for the target contains a token that works once. */
export function dial(connection: PhoneConnection, track: MediaStreamTrack | undefined, events: LineEvents, onlyRelays = false): Line {
  return new DialledLine(connection, track, events, onlyRelays);
}

class DialledLine implements Line {
  readonly peer: RTCPeerConnection;
  readonly heard = new MediaStream();
  readonly #description: PeerDescription;
  readonly #sender: RTCRtpSender;
  readonly #agent: UserAgent;
  readonly #session: Inviter;
  readonly #limit: ReturnType<typeof setTimeout>;
  #isConnected = false;
  #isOver = false;

  constructor(
    { address, target, iceServers }: PhoneConnection,
    track: MediaStreamTrack | undefined,
    private readonly events: LineEvents,
    onlyRelays: boolean,
  ) {
    const to = UserAgent.makeURI(target);
    // The exchange knows pages by this name.
    const from = to && UserAgent.makeURI(`sip:browser@${to.host}`);
    if (to === undefined || from === undefined) {
      throw new Error('The target is no SIP address.');
    }
    this.peer = new RTCPeerConnection({ iceServers, iceTransportPolicy: onlyRelays ? 'relay' : 'all', bundlePolicy: 'max-bundle' });
    this.#description = new PeerDescription(this.peer);
    // Even without a microphone: one may come later.
    this.#sender = this.peer.addTransceiver(track ?? 'audio').sender;
    this.peer.addEventListener('track', (event) => {
      this.heard.addTrack(event.track);
    });
    this.peer.addEventListener('connectionstatechange', this.#look);
    this.#agent = new UserAgent({
      uri: from,
      transportOptions: { server: address, connectionTimeout: socketLimit },
      logBuiltinEnabled: false,
      delegate: { onDisconnect: () => void this.#reconnect() },
      sessionDescriptionHandlerFactory: () => this.#description,
    });
    this.#session = new Inviter(this.#agent, to);
    this.#session.delegate = { onBye: (bye) => void bye.accept() };
    this.#session.stateChange.addListener((state) => {
      if (state === SessionState.Terminated) {
        this.#end(this.#isConnected ? 'LOST' : 'DECLINED');
      } else {
        this.#look();
      }
    });
    this.#limit = setTimeout(() => {
      this.#end(this.#isEstablished ? 'NO_SOUND' : 'DECLINED');
    }, connectLimit);
    void this.#start();
  }

  async send(track: MediaStreamTrack | null): Promise<void> {
    await this.#sender.replaceTrack(track);
  }

  async hold(isHeld: boolean): Promise<void> {
    this.#description.isHeld = isHeld;
    await new Promise<void>((resolve, reject) => {
      const requestDelegate = {
        onAccept: () => {
          resolve();
        },
        onReject: () => {
          reject(new Error('The exchange refused.'));
        },
      };
      this.#session.invite({ requestDelegate }).catch(reject);
    });
  }

  press(key: string): void {
    // What is set replaces the keys that still wait for their turn.
    const dtmf = this.#sender.dtmf;
    dtmf?.insertDTMF(dtmf.toneBuffer + key, 120, 60);
  }

  hangUp(): void {
    this.#close(reasons.hungUp);
  }

  leave(): void {
    this.#close(reasons.left);
  }

  get #isEstablished(): boolean {
    return this.#session.state === SessionState.Established;
  }

  async #start(): Promise<void> {
    try {
      await this.#agent.start();
    } catch {
      this.#end('NO_SIGNALLING');
      return;
    }
    if (!this.#isOver) {
      await this.#session.invite().catch(() => {
        this.#end('DECLINED');
      });
    }
  }

  readonly #look = (): void => {
    if (this.peer.connectionState === 'failed') {
      this.#end(this.#isConnected ? 'LOST' : 'NO_SOUND');
    } else if (!this.#isConnected && !this.#isOver && this.#isEstablished && this.peer.connectionState === 'connected') {
      this.#isConnected = true;
      clearTimeout(this.#limit);
      this.events.connected();
    }
  };

  #end(fault: LineFault): void {
    if (!this.#isOver) {
      this.#close(reasons.left);
      this.events.ended(fault);
    }
  }

  #close(reason: string): void {
    if (this.#isOver) {
      return;
    }
    this.#isOver = true;
    clearTimeout(this.#limit);
    // The WebSocket is needed until the exchange has answered. An agent may not have many at once, and the next call needs one.
    const late = setTimeout(stop, farewell);
    const agent = this.#agent;
    function stop(): void {
      clearTimeout(late);
      agent.stop().catch(() => undefined);
    }
    this.#bye(reason, stop).catch(() => undefined);
    this.peer.close();
  }

  async #bye(reason: string, answered: () => void): Promise<void> {
    const { state } = this.#session;
    if (state === SessionState.Established) {
      const requestDelegate = { onAccept: answered, onReject: answered };
      await this.#session.bye({ requestOptions: { extraHeaders: [reason] }, requestDelegate });
    } else if (state === SessionState.Establishing) {
      await this.#session.cancel();
    } else {
      answered();
    }
  }

  /** The sound needs no WebSocket, but hanging up does. */
  async #reconnect(): Promise<void> {
    while (this.#isConnected && !this.#isOver && !this.#agent.isConnected()) {
      await new Promise((resolve) => setTimeout(resolve, betweenReconnects));
      await this.#agent.reconnect().catch(() => undefined);
    }
  }
}
