import { Inviter, SessionState, URI, UserAgent, Web } from 'sip.js';
import type { Voice } from './voice';

/** What the page is told of a call. */
export interface CallEvents {
  readonly connected: () => void;
  /** @param refused The SIP status, or nothing when a call that was connected has ended. */
  readonly ended: (refused?: number) => void;
}

/** The endpoint for callers in a browser, which telephony/asterisk/config has for demonstrations only. */
const caller = 'caller-page';
const domain = 'demo.invalid';

/** One call from the browser to the exchange, as SIP over WebSocket with sound by WebRTC. */
export class Call {
  private readonly agent: UserAgent;
  private inviter: Inviter | undefined;
  private isOver = false;

  constructor(
    exchange: string,
    private readonly voice: Voice,
    private readonly speaker: HTMLAudioElement,
    private readonly events: CallEvents,
  ) {
    this.agent = new UserAgent({
      uri: new URI('sip', caller, domain),
      transportOptions: { server: exchange },
      logBuiltinEnabled: false,
      sessionDescriptionHandlerFactory: Web.defaultSessionDescriptionHandlerFactory(() => Promise.resolve(voice.stream)),
      sessionDescriptionHandlerFactoryOptions: { iceGatheringTimeout: 500, peerConnectionConfiguration: { iceServers: [] } },
      delegate: { onDisconnect: (error) => error && this.end(0) },
    });
  }

  async dial(number: string, callerNumber: string): Promise<void> {
    const target = UserAgent.makeURI(`sip:${number}@${domain}`);
    if (!target) {
      this.end(484);
      return;
    }
    await this.agent.start();
    const identity = callerNumber === '' ? 'sip:anonymous@anonymous.invalid' : `sip:${callerNumber}@${domain}`;
    this.inviter = new Inviter(this.agent, target, {
      extraHeaders: [`P-Asserted-Identity: <${identity}>`],
      sessionDescriptionHandlerOptions: { constraints: { audio: true, video: false } },
    });
    this.inviter.stateChange.addListener((state) => {
      if (state === SessionState.Established) this.connect();
      if (state === SessionState.Terminated) this.end();
    });
    await this.inviter.invite({
      requestDelegate: { onReject: (response) => this.end(response.message.statusCode) },
    });
  }

  /** Keys by RFC 4733, each as long as a person presses it. */
  /** @param done - Called when the last digit has been sent. */
  key(digits: string, done?: () => void): void {
    const keys = this.connection?.getSenders().find((sender) => sender.dtmf)?.dtmf;
    if (!keys) return;
    keys.ontonechange = ({ tone }) => {
      if (tone === '') done?.();
    };
    keys.insertDTMF(digits, 120, 80);
  }

  async hangUp(): Promise<void> {
    const call = this.inviter;
    if (call?.state === SessionState.Established) await call.bye();
    else if (call?.state === SessionState.Establishing || call?.state === SessionState.Initial) await call.cancel();
    this.end();
  }

  private get connection(): RTCPeerConnection | undefined {
    const handler = this.inviter?.sessionDescriptionHandler;
    return handler instanceof Web.SessionDescriptionHandler ? handler.peerConnection : undefined;
  }

  private connect(): void {
    this.speaker.srcObject = new MediaStream(this.connection?.getReceivers().map((receiver) => receiver.track) ?? []);
    void this.speaker.play();
    this.events.connected();
  }

  private end(refused?: number): void {
    if (this.isOver) return;
    this.isOver = true;
    this.speaker.srcObject = null;
    this.voice.end();
    void this.agent.stop();
    this.events.ended(refused);
  }
}
