/**
 * Ends the session here, and says where the browser is to go: the provider's end of it, or the first page. A request and not a form, because
 * browsers hold a form's redirect against `form-action`; a post, because a link must not be able to sign anybody out.
 *
 * @throws Error when the api can't be reached or did not do it.
 */
export async function signOut(): Promise<string> {
  const answer = await fetch('/sign-out', { method: 'POST' });
  if (!answer.ok) {
    throw new Error(`sign-out was answered with ${String(answer.status)}`);
  }
  const { location } = (await answer.json()) as { location: string };
  return location;
}
