/** What can be done where a server took nothing. Only confman's own hooks say what; all else is for whoever runs it. */
export function refusedHint(said: readonly string[]): string {
  return said.some((line) => line.includes('[publish/'))
    ? 'Do what it says, and do it again'
    : 'Ask whoever runs the server, and do it again';
}
