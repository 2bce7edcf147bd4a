import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { buildSchema, execute, GraphQLError, parse, subscribe, validate } from 'graphql';
import { onTestFinished } from 'vitest';
import type { Account, AccountKeeping, AuditLine, Call, Colleague, ConfirmCallerResult, Evaluation, RecentSignIn, Role, TakeOutcome, TransferOutcome, Viewer } from '../src/gql/graphql';
import { anAccount } from './an-account';
import { noEvaluation } from './an-evaluation';
import sdl from '../../api/schema.graphql?raw';

const schema = buildSchema(sdl);

/** What the api knows; a test changes it and calls `changed`. */
export interface State {
  viewer: Viewer | null;
  calls: Call[];
  accounts: Account[];
  keeping: AccountKeeping;
  signIns: RecentSignIn[];
  /** Newest first. */
  audit: AuditLine[];
  evaluation: Evaluation;
  /** The code with which changes to accounts are refused. */
  refuseChanges: string | undefined;
  /** Whether there is a mail server for one-time links. */
  mails: boolean;
  takeOutcome: TakeOutcome;
  colleagues: Colleague[];
  transferOutcome: TransferOutcome;
  /** What becomes of the digits that a caller reads out. */
  confirmation: (digits: string) => Omit<ConfirmCallerResult, 'call'>;
  /** The code with which everything about calls and the evaluation is refused. */
  refuse: string | undefined;
}

export interface MunicipalityApi {
  origin: string;
  state: State;
  /** Sends a new snapshot to every open stream. */
  changed: () => void;
  /** Drops every connection without a word. */
  cut: () => void;
}

/** An http server that speaks GraphQL and GraphQL over SSE by the product's own schema, so that a wrong document fails here. */
export async function municipalityApi(given: Partial<State>): Promise<MunicipalityApi> {
  const agent: State['viewer'] = { id: 'fatima', displayName: 'Fatima de Vries', roles: ['AGENT'], available: true, mayAddSecondFactor: false };
  const state: State = {
    viewer: agent,
    calls: [],
    accounts: [],
    keeping: { keptHere: true, authority: null, secondFactor: 'REQUIRED' },
    signIns: [],
    audit: [],
    evaluation: noEvaluation,
    refuseChanges: undefined,
    mails: false,
    takeOutcome: 'TAKEN',
    colleagues: [],
    transferOutcome: 'TRANSFERRED',
    confirmation: () => ({ outcome: 'NOTHING_TO_CONFIRM' }),
    refuse: undefined,
    ...given,
  };
  const waiting = new Set<() => void>();
  const changed = (): void => {
    for (const wake of [...waiting]) {
      wake();
    }
  };
  const server = createServer((request, response) => {
    void answer(request, response, rootFor(state, changed, waiting));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const cut = (): void => {
    server.closeAllConnections();
  };
  return { origin: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, state, changed, cut };
}

function rootFor(state: State, changed: () => void, waiting: Set<() => void>): object {
  return {
    municipality: { displayName: 'Gemeente Arnhem', purposes },
    colleagues: () => state.colleagues,
    viewer: () => state.viewer,
    accounts: () => state.accounts,
    accountKeeping: () => state.keeping,
    recentSignIns: () => state.signIns,
    auditLog: ({ before, first }: { before?: string | null; first: number }) => {
      if (state.viewer === null) {
        throw refusal('NOT_SIGNED_IN');
      }
      const from = before == null ? 0 : state.audit.findIndex(({ id }) => id === before) + 1;
      return state.audit.slice(from, from + first);
    },
    evaluation: () => {
      if (state.viewer === null) {
        throw refusal('NOT_SIGNED_IN');
      }
      if (state.refuse !== undefined) {
        throw refusal(state.refuse);
      }
      return state.evaluation;
    },
    deleteAccount: ({ accountId }: { accountId: string }) => {
      accountOf(state, accountId);
      state.accounts = state.accounts.filter(({ id }) => id !== accountId);
      return { accountId };
    },
    setAccountDisabled: ({ accountId, disabled }: { accountId: string; disabled: boolean }) => Object.assign(accountOf(state, accountId), { disabled }),
    resetPassword: ({ accountId }: { accountId: string }) => ({
      account: Object.assign(accountOf(state, accountId), { activated: false }),
      mailed: state.mails,
      setPasswordLink: state.mails ? null : 'https://arnhem.example/account/password#another',
    }),
    resetSecondFactor: ({ accountId }: { accountId: string }) => Object.assign(accountOf(state, accountId), { hasSecondFactor: false }),
    changeRoles: ({ accountId, roles }: { accountId: string; roles: Role[] }) => Object.assign(accountOf(state, accountId), { roles }),
    takeCall: ({ callId }: { callId: string }) => {
      const call = state.calls.find(({ id }) => id === callId);
      if (call !== undefined && state.takeOutcome === 'TAKEN') {
        Object.assign(call, { state: 'IN_CONVERSATION', mine: true, takenAt: new Date().toISOString(), takenBy: state.viewer?.displayName });
        changed();
      }
      return { outcome: state.takeOutcome };
    },
    finishCall: ({ callId }: { callId: string }) => {
      state.calls = state.calls.filter(({ id }) => id !== callId);
      changed();
      return { callId };
    },
    releaseCall: ({ callId }: { callId: string }) => {
      Object.assign(callOf(state, callId), { state: 'WAITING', mine: false, takenAt: null, takenBy: null });
      changed();
      return { callId };
    },
    transferCall: ({ callId, colleagueId }: { callId: string; colleagueId: string }) => {
      if (state.transferOutcome === 'TRANSFERRED') {
        const colleague = state.colleagues.find(({ id }) => id === colleagueId);
        Object.assign(callOf(state, callId), { mine: false, takenBy: colleague?.displayName, attributes: [] });
        changed();
      }
      return { outcome: state.transferOutcome };
    },
    setAvailability: ({ available }: { available: boolean }) => {
      if (state.viewer === null) {
        throw refusal('NOT_SIGNED_IN');
      }
      state.viewer = { ...state.viewer, available };
      return state.viewer;
    },
    inviteCaller: ({ callId, purpose }: { callId: string; purpose: string }) => {
      const call = callOf(state, callId);
      const chosen = purposes.find(({ name }) => name === purpose);
      if (chosen === undefined) {
        throw refusal('PURPOSE_UNKNOWN');
      }
      call.invitation = {
        code: 'ABCD2345',
        address: 'https://arnhem.example/i',
        link: 'https://arnhem.example/i#ABCD2345',
        expiresAt: new Date(Date.now() + 600_000).toISOString(),
        purpose: chosen,
        state: 'OPEN',
      };
      changed();
      return call.invitation;
    },
    confirmCaller: ({ digits }: { digits: string }) => state.confirmation(digits),
    createAccount: ({ email, displayName, role }: { email: string; displayName: string; role: 'AGENT' | 'ADMIN' }) => {
      if (state.accounts.some((account) => account.email === email)) {
        throw refusal('ACCOUNT_EXISTS');
      }
      const account = anAccount({ id: email, email, displayName, roles: [role], activated: false, hasSecondFactor: false, lastSignedInAt: null });
      state.accounts.push(account);
      return { account, mailed: state.mails, setPasswordLink: state.mails ? null : 'https://arnhem.example/set-password#secret' };
    },
    async *liveCalls() {
      for (;;) {
        if (state.refuse !== undefined) {
          throw refusal(state.refuse);
        }
        yield { liveCalls: state.calls };
        await new Promise<void>((resolve) => {
          const wake = (): void => {
            waiting.delete(wake);
            resolve();
          };
          waiting.add(wake);
        });
      }
    },
  };
}

const purposes = [
  { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } },
  { name: 'paspoort', title: { nl: 'Paspoort of ID-kaart', en: 'Passport or identity card' } },
];

function accountOf(state: State, accountId: string): Account {
  const account = state.accounts.find(({ id }) => id === accountId);
  if (account === undefined || state.refuseChanges !== undefined) {
    throw refusal(state.refuseChanges ?? 'ACCOUNT_UNKNOWN');
  }
  return account;
}

function callOf(state: State, callId: string): Call {
  const call = state.calls.find(({ id }) => id === callId);
  if (call === undefined) {
    throw refusal('CALL_UNKNOWN');
  }
  return call;
}

async function answer(request: IncomingMessage, response: ServerResponse, root: object): Promise<void> {
  const { query, variables } = JSON.parse(await text(request)) as { query: string; variables: Record<string, unknown> };
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) {
    response.writeHead(400).end(JSON.stringify({ errors }));
  } else if (request.headers.accept === 'text/event-stream') {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    await stream(response, await subscribe({ schema, document, rootValue: root, variableValues: variables }));
  } else {
    const result = await execute({ schema, document, rootValue: root, variableValues: variables });
    response.setHeader('content-type', 'application/graphql-response+json').end(JSON.stringify(result));
  }
}

async function stream(response: ServerResponse, results: Awaited<ReturnType<typeof subscribe>>): Promise<void> {
  const next = (result: unknown): void => {
    response.write(`event: next\ndata: ${JSON.stringify(result)}\n\n`);
  };
  try {
    for await (const result of Symbol.asyncIterator in results ? results : [results]) {
      next(result);
    }
  } catch (error) {
    next({ errors: [error] });
  }
  response.end('event: complete\ndata:\n\n');
}

function refusal(code: string): GraphQLError {
  return new GraphQLError('refused', { extensions: { code } });
}
