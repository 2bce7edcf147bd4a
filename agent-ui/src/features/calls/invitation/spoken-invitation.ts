/** As a person reads it out: two groups of four. */
export function codeToSay(code: string): string {
  const bare = code.replace(/-/g, '');
  return `${bare.slice(0, 4)}-${bare.slice(4)}`;
}

/** Browsers add the scheme themselves. */
export function addressToSay(address: string): string {
  return address.replace(/^https?:\/\//, '');
}
