import type { Attribute, Call, Invitation, InvitationState } from '../src/gql/graphql';

/** A waiting, identified call that arrived a minute ago, with what a test changes about it. */
export function aCall(changes: Partial<Call> = {}): Call {
  return {
    id: 'call-1',
    state: 'WAITING',
    arrivedAt: new Date(Date.now() - 60_000).toISOString(),
    identified: true,
    identification: 'SAME_PHONE',
    assuranceLevel: null,
    transferredBy: null,
    invitation: null,
    purpose: { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } },
    takenAt: null,
    takenBy: null,
    mine: false,
    telephone: null,
    connected: false,
    personalDataUntil: new Date(Date.now() + 3_000_000).toISOString(),
    attributes: [anAttribute()],
    links: [],
    callerNumber: null,
    callerNumberDisplay: null,
    callerNumberUnknown: null,
    ...changes,
  };
}

/** The number of a card that was issued two weeks ago. */
export function anAttribute(changes: Partial<Attribute> = {}): Attribute {
  return {
    identifier: 'pbdf.gemeente.personalData.bsn',
    label: { nl: 'BSN', en: 'Citizen service number' },
    kind: 'TEXT',
    value: '999992235',
    issuedAt: new Date(Date.now() - 14 * 86_400_000).toISOString(),
    credential: { nl: 'Persoonsgegevens', en: 'Personal data' },
    ...changes,
  };
}

/** A call that the reader has taken. */
export function myCall(changes: Partial<Call> = {}): Call {
  return aCall({ state: 'IN_CONVERSATION', mine: true, takenBy: 'Fatima de Vries', takenAt: new Date().toISOString(), ...changes });
}

/** One of a caller who is not identified. */
export function unidentified(changes: Partial<Call> = {}): Call {
  return myCall({ identified: false, identification: 'NONE', purpose: null, attributes: [], personalDataUntil: null, ...changes });
}

export function anInvitation(state: InvitationState, changes: Partial<Invitation> = {}): Invitation {
  return {
    code: 'ABCD2345',
    address: 'https://arnhem.example/i',
    link: 'https://arnhem.example/i#ABCD2345',
    expiresAt: new Date(Date.now() + 540_000).toISOString(),
    purpose: { name: 'uitkering', title: { nl: 'Vraag over uw uitkering', en: 'Question about your benefit' } },
    state,
    ...changes,
  };
}
