import type { Call } from '../live/call';

type Attribute = Call['attributes'][number];

/** Attributes of one card in the caller's app. */
export interface CredentialGroup {
  credential: Attribute['credential'];
  /** Null when the server does not know. */
  issuedAt: string | null;
  attributes: Attribute[];
}

/** By credential, in the order in which the server sends them; two cards of one kind stay apart by their age. */
export function groupByCredential(attributes: readonly Attribute[]): CredentialGroup[] {
  const groups: CredentialGroup[] = [];
  for (const attribute of attributes) {
    const { credential } = attribute;
    const issuedAt = attribute.issuedAt ?? null;
    const group = groups.find((one) => one.credential.nl === credential.nl && one.issuedAt === issuedAt);
    if (group === undefined) {
      groups.push({ credential, issuedAt, attributes: [attribute] });
    } else {
      group.attributes.push(attribute);
    }
  }
  return groups;
}
