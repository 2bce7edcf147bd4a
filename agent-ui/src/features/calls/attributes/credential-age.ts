/** A card older than this may no longer be right, in milliseconds. */
const old = 365 * 24 * 3_600_000;

export function isOld(issuedAt: string, now: number): boolean {
  return now - Date.parse(issuedAt) > old;
}

/**
 * The Monday of the week in which a card was issued. Cards tell the week and no more, so that nobody is recognised by the moment
 * at which a card was made (Idemix signs whole weeks).
 */
export function weekOf(issuedAt: string): Date {
  const day = new Date(issuedAt);
  const sinceMonday = (day.getUTCDay() + 6) % 7;
  return new Date(Date.UTC(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() - sinceMonday));
}
