import { diagnostic, type Diagnostic, type Outcome } from '../../diagnostics/diagnostic.ts';
import { locate } from '../../documents/locate.ts';
import type { BlamedLines } from '../../git/blame.ts';
import { cutCommits } from '../../git/cut-commits.ts';
import { isGitFailure, type GitFailure } from '../../git/git-failure.ts';
import type { ObjectReader } from '../../git/object-reader.ts';
import { openObjectReader } from '../../git/open-object-reader.ts';
import { subjectOf } from '../../git/request-of.ts';
import { compareKeys } from '../../model/canonical-json.ts';
import { maskText } from '../../model/mask-text.ts';
import type { Site } from '../../model/source.ts';
import { gitProblem } from '../git-problem.ts';
import type { OpenedWorkspace } from '../open-workspace.ts';
import { blameFiles } from './blame-files.ts';
import { BlameMemory } from './blame-memory.ts';
import { committedTexts } from './committed-texts.ts';
import { historyCut } from './history-cut.ts';
import type { LineBlame } from './line-blame.ts';
import { matchLines } from './match-lines.ts';
import { publicationsOf } from './publications-of.ts';

/**
 * Who wrote the lines that some sites begin in: one question to git for each file. Of the index and the working tree a line
 * counts as committed that the last commit has at the same place of its file.
 *
 * @returns in the order of the sites; no value where git cannot tell
 */
export async function blameSites(
  opened: OpenedWorkspace,
  sites: readonly Site[],
): Promise<Outcome<readonly LineBlame[] | undefined>> {
  const { repository } = opened.workspace.location;
  const reader = opened.objects?.reader ?? (await openObjectReader(repository));
  const blamed = await blameWith(reader, opened, sites);
  if (opened.objects === undefined) reader.close();
  return isGitFailure(blamed) ? { value: undefined, diagnostics: [gitProblem(blamed, 'HEAD')] } : blamed;
}

async function blameWith(
  reader: ObjectReader,
  opened: OpenedWorkspace,
  sites: readonly Site[],
): Promise<Outcome<readonly LineBlame[] | undefined> | GitFailure> {
  if (reader.engine !== 'git') return { value: undefined, diagnostics: [needsGit()] };
  const { location, settings } = opened.workspace;
  const commit = opened.objects?.commit?.oid ?? (await reader.resolveRevision('HEAD'));
  if (isGitFailure(commit))
    return commit.kind === 'no-commit' ? { value: sites.map(() => ({ committed: false })), diagnostics: [] } : commit;
  const sources = new Map(sites.map(({ source }) => [source.path, source.text]));
  const paths = [...sources.keys()].sort(compareKeys);
  const texts = await committedTexts(reader, commit, paths, settings.limits.fileBytes);
  if (isGitFailure(texts)) return texts;
  const cut = cutCommits(location.repository);
  const memory = new BlameMemory(opened.memory, cut);
  const files = await blameFiles(location.repository, commit, [...texts.keys()], memory);
  if (isGitFailure(files)) return files;
  memory.save(commit);
  const authors = new Map([...files].map(([path, lines]) => [path, new FileAuthors(texts.get(path) ?? '', lines)]));
  const oids = sites.map((site) => authors.get(site.source.path)?.commitOf(site));
  return told(reader, opened, oids, cut);
}

/** Everything that is known of the commits. @param oids undefined for a line that is in none */
async function told(
  reader: ObjectReader,
  { workspace }: OpenedWorkspace,
  oids: readonly (string | undefined)[],
  cut: ReadonlySet<string>,
): Promise<Outcome<readonly LineBlame[]> | GitFailure> {
  const distinct = [...new Set(oids.filter((oid) => oid !== undefined))];
  const known = new Map<string | undefined, LineBlame>();
  const publications = await publicationsOf(reader, workspace, distinct);
  if (isGitFailure(publications)) return publications;
  for (const oid of distinct) {
    const commit = await reader.readCommit(oid);
    if (isGitFailure(commit)) return commit;
    const { author, message } = commit;
    const publication = publications.get(oid);
    // People write references to secrets into messages, too.
    const subject = maskText(subjectOf(message), workspace.settings.secretSchemes);
    known.set(oid, { committed: true, commit: oid, author, subject, cut: cut.has(oid), publication });
  }
  const value = oids.map((oid) => known.get(oid) ?? ({ committed: false } as const));
  const isCut = value.some((line) => line.committed && line.cut);
  return { value, diagnostics: isCut ? [historyCut(workspace.settings.protectedBranch)] : [] };
}

function needsGit(): Diagnostic {
  const hint = 'Install git, or put it on the PATH; without --blame confman explains values all the same';
  return diagnostic('history/blame-needs-git', {}, { hint });
}

/** Who wrote the lines of a text that may be newer than the file that git knows. */
class FileAuthors {
  readonly #committed: readonly string[];
  /** By line, from 0 on. */
  readonly #commits: readonly string[];
  #text: string | undefined;
  #matched: Int32Array = new Int32Array();

  constructor(committed: string, blamed: readonly BlamedLines[]) {
    this.#committed = linesOf(committed);
    this.#commits = blamed.flatMap(({ commit, count }) => Array.from({ length: count }, () => commit));
  }

  commitOf(site: Site): string | undefined {
    const { text } = site.source;
    if (this.#text !== text) {
      this.#text = text;
      this.#matched = matchLines(this.#committed, linesOf(text));
    }
    const line = this.#matched[lineOf(text, locate(site).start.offset)] ?? -1;
    return this.#commits[line];
  }
}

/** Git's lines end with a line feed alone; JSON5 knows others. What editors and git put around a line does not count. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split('\n')
    .map((line) => line.replace(/\r$/, ''));
}

function lineOf(text: string, offset: number): number {
  let line = 0;
  for (let at = text.indexOf('\n'); at >= 0 && at < offset; at = text.indexOf('\n', at + 1)) line += 1;
  return line;
}
