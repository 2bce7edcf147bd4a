interface Coded {
  readonly extensions?: { readonly code?: unknown };
}

/** The stable code of the first error in a GraphQL answer, `OTHER` when it has none, undefined when there are no errors. */
export function codeOf(errors: readonly Coded[] | undefined): string | undefined {
  const first = errors?.[0];
  const code = first?.extensions?.code;
  return typeof code === 'string' ? code : first && 'OTHER';
}
