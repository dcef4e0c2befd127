/**
 * A text of people's own in which they may have put a reference to a secret: of it the scheme alone is left (decision 9).
 * @param schemes in lower case, as the settings have them
 */
export function hideReferences(text: string, schemes: readonly string[]): string {
  return text.replaceAll(/([a-z][a-z0-9+.-]*):\/\/\S*/gi, (whole, scheme: string) =>
    schemes.some((known) => scheme.toLowerCase().endsWith(known)) ? `${scheme}://…` : whole,
  );
}
