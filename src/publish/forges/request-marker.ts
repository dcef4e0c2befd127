/** What confman calls a request of a forge; its branch and its marker are made of it. */
const requestName = /^[a-z0-9](?:[a-z0-9._-]{0,98}[a-z0-9])?$/;
const BRANCHES = 'confman/requests/';
const marker = /<!-- confman:request ([a-z0-9._-]{1,100}) -->/;

/** Names that git takes as part of a branch as they are. */
export function isRequestName(name: string): boolean {
  return requestName.test(name) && !name.includes('..') && !name.endsWith('.lock');
}

export function requestBranch(name: string): string {
  return `${BRANCHES}${name}`;
}

/** A description with the marker that the forge does not show. There is one, whatever was written before. */
export function withMarker(name: string, description: string): string {
  const text = withoutMarker(description);
  return `${text}${text === '' ? '' : '\n\n'}<!-- confman:request ${name} -->`;
}

export function withoutMarker(body: string): string {
  return body
    .replaceAll(/<!-- confman:request [^<>]{0,200}-->/g, '')
    .replaceAll(/\r\n?/g, '\n')
    .trim();
}

/** @returns undefined for a pull request that is none of confman's. Only branch and marker together make one. */
export function markedName(branch: string, body: string): string | undefined {
  const name = branchName(branch);
  return name !== undefined && marker.exec(body)?.[1] === name ? name : undefined;
}

/** The name in a branch of confman's. */
export function branchName(branch: string): string | undefined {
  if (!branch.startsWith(BRANCHES)) return undefined;
  const name = branch.slice(BRANCHES.length);
  return isRequestName(name) ? name : undefined;
}
