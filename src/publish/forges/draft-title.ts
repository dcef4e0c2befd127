/** GitLab and Gitea tell a draft by the beginning of its title. These are what either has ever taken for one. */
const mark = /^\s*(?:\[(?:wip|draft)\]|\((?:draft)\)|(?:wip|draft):|wip\s)\s*/i;

export function withoutDraftMark(title: string): string {
  let rest = title;
  while (mark.test(rest)) rest = rest.replace(mark, '');
  return rest;
}

/** @param prefix of the forge, with what stands between it and the title */
export function withDraftMark(prefix: string, title: string, draft: boolean): string {
  return `${draft ? prefix : ''}${withoutDraftMark(title)}`;
}
