import type { Account, AuditLine, Telephone, Viewer } from '../src/gql/graphql';

/** An admin who looks at the page. */
export const admin: Viewer = {
  id: 'x',
  displayName: 'Anna Bakker',
  roles: ['ADMIN'],
  available: false,
  mayAddSecondFactor: false,
  hasBrowserPhone: false,
};

/** An agent's account in use, with what a test changes about it. */
export function anAccount(changes: Partial<Account> = {}): Account {
  return {
    id: '1',
    email: 'bart@arnhem.example',
    displayName: 'Bart Smit',
    roles: ['AGENT'],
    activated: true,
    disabled: false,
    hasSecondFactor: true,
    lastSignedInAt: '2026-11-20T09:30:00Z',
    isYou: false,
    ...changes,
  };
}

/** The account of who looks. */
export function myAccount(changes: Partial<Account> = {}): Account {
  return anAccount({ id: 'x', email: 'anna@arnhem.example', displayName: 'Anna Bakker', roles: ['ADMIN'], isYou: true, ...changes });
}

/** A telephone that nobody uses, as an agent sees it. */
export function aTelephone(changes: Partial<Telephone> = {}): Telephone {
  return { id: '3', name: 'Balie 3', number: null, usedBy: null, isFree: true, isYours: false, ...changes };
}

export function aLine(changes: Partial<AuditLine> = {}): AuditLine {
  return {
    id: crypto.randomUUID(),
    at: '2026-11-20T09:30:00Z',
    action: 'SIGNED_IN',
    actor: 'Anna Bakker',
    account: null,
    sessionId: null,
    link: null,
    telephone: null,
    origin: '192.0.2.1',
    ...changes,
  };
}
