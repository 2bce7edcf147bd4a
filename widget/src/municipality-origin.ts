// Only known while the script itself runs, so it is read when this module loads.
const script = document.currentScript;
const scriptOrigin = script instanceof HTMLScriptElement && script.src !== '' ? new URL(script.src).origin : undefined;

/**
 * The origin of the municipality's own IdBellen address, for example `https://arnhem.id-bellen.example`.
 * @param given what the page says; left out, it is the origin that the script came from
 * @throws TypeError when what the page says is not an origin
 */
export function municipalityOrigin(given: string | null | undefined): string {
  const origin = given === null || given === undefined || given === '' ? scriptOrigin : originOf(given);
  if (origin === undefined) {
    throw new TypeError('IdBellen: set "municipality" to the address of the municipality without a path, like https://arnhem.example.');
  }
  return origin;
}

function originOf(address: string): string | undefined {
  try {
    const url = new URL(address);
    return /^https?:$/.test(url.protocol) && url.href === `${url.origin}/` ? url.origin : undefined;
  } catch {
    return undefined;
  }
}
