const wholeCode = /^[A-Z0-9]{8}$/;

/** The code as the api takes it, whatever spaces, dashes or small letters were typed; undefined when it is not whole. */
export function invitationCode(typed: string): string | undefined {
  const code = typed.replace(/[\s-]/g, '').toUpperCase();
  return wholeCode.test(code) ? code : undefined;
}

/** As an agent reads it out: two groups of four. */
export function spokenInvitationCode(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4)}`;
}
