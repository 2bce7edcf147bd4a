import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type {
  Account,
  AccountKeeping,
  AuditLine,
  Call,
  Colleague,
  ConfirmCallerResult,
  Evaluation,
  RecentSignIn,
  Role,
  TakeOutcome,
  Telephone,
  TransferOutcome,
  Viewer,
} from '../src/gql/graphql';
import { anAccount } from './an-account';
import { noEvaluation } from './an-evaluation';
import { answer, refusal } from './graphql-answers';

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
  /** The code with which a phone may not dial in: there is no exchange. */
  refusePhone: string;
  telephones: Telephone[];
  /** The code with which changes to telephones and choices are refused. */
  refuseTelephone: string | undefined;
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

/** An http server that answers as the api does. */
export async function municipalityApi(given: Partial<State>): Promise<MunicipalityApi> {
  const agent: Viewer = {
    id: 'fatima',
    displayName: 'Fatima de Vries',
    roles: ['AGENT'],
    available: true,
    mayAddSecondFactor: false,
    hasBrowserPhone: false,
  };
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
    refusePhone: 'PHONE_SERVER_UNKNOWN',
    telephones: [],
    refuseTelephone: undefined,
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
    setAccountDisabled: ({ accountId, disabled }: { accountId: string; disabled: boolean }) =>
      Object.assign(accountOf(state, accountId), { disabled }),
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
        Object.assign(call, {
          state: 'IN_CONVERSATION',
          mine: true,
          takenAt: new Date().toISOString(),
          takenBy: state.viewer?.displayName,
          telephone: state.telephones.find(({ isYours }) => isYours)?.name ?? null,
        });
        changed();
      }
      return { outcome: state.takeOutcome };
    },
    connectPhone: () => {
      throw refusal(state.refusePhone);
    },
    checkPhone: () => {
      throw refusal(state.refusePhone);
    },
    telephones: () => state.telephones,
    addTelephone: ({ name, number }: { name: string; number: string }) => {
      const telephone: Telephone = { id: name, name, number, usedBy: null, isFree: true, isYours: false };
      state.telephones = [...allowed(state), telephone];
      return telephone;
    },
    removeTelephone: ({ telephoneId }: { telephoneId: string }) => {
      state.telephones = allowed(state).filter(({ id }) => id !== telephoneId);
      return { telephoneId };
    },
    chooseTelephone: ({ telephoneId }: { telephoneId: string | null }) => {
      state.telephones = allowed(state).map((one) => ({ ...one, isYours: one.id === telephoneId }));
      const name = state.telephones.find(({ isYours }) => isYours)?.name ?? null;
      state.calls = state.calls.map((call) => (call.mine ? { ...call, telephone: name } : call));
      changed();
      return state.telephones;
    },
    ringTelephone: ({ callId }: { callId: string }) => {
      allowed(state);
      return { callId };
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
      const account = anAccount({
        id: email,
        email,
        displayName,
        roles: [role],
        activated: false,
        hasSecondFactor: false,
        lastSignedInAt: null,
      });
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

function allowed(state: State): Telephone[] {
  if (state.refuseTelephone !== undefined) {
    throw refusal(state.refuseTelephone);
  }
  return state.telephones;
}

function callOf(state: State, callId: string): Call {
  const call = state.calls.find(({ id }) => id === callId);
  if (call === undefined) {
    throw refusal('CALL_UNKNOWN');
  }
  return call;
}
