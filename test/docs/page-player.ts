import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runServed } from '../program/run-program.ts';
import type { BuiltPackage } from './built-package.ts';
import { pageSteps, typedIn, type PageStep } from './page-steps.ts';

const examples = join(import.meta.dirname, '../../examples');

/** Stands for the home of whoever reads. */
const shownHome = '/home/you';

/** The time of all builds and commits of the pages, so that what is printed is the same at every run. */
const time = '2026-05-13T16:50:00Z';

const marked = 'exit code and folder: ';

/** Plays what a page does in folders of its own. */
export class PagePlayer {
  readonly #home = realpathSync(mkdtempSync(join(tmpdir(), 'confman-docs-home-')));
  readonly #package: BuiltPackage;
  #workspaces = 0;
  #folder = this.#home;

  constructor(built: BuiltPackage) {
    this.#package = built;
  }

  remove(): void {
    rmSync(this.#home, { recursive: true, force: true });
  }

  /** @returns the page with what is printed, and the commands that end otherwise than it says */
  play(text: string): { readonly text: string; readonly problems: readonly string[] } {
    const problems: string[] = [];
    let [result, moved] = [text, 0];
    for (const step of pageSteps(text)) {
      const body = this.#step(step, problems);
      if (step.kind !== 'console' || body === undefined) continue;
      const [start, end] = step.span;
      result = result.slice(0, start + moved) + body + result.slice(end + moved);
      moved += body.length - (end - start);
    }
    return { text: result, problems };
  }

  #step(step: PageStep, problems: string[]): string | undefined {
    if (step.kind === 'workspace') this.#begin(step.from);
    else if (step.kind === 'file') this.#write(step.path, step.text);
    else if (step.kind === 'hidden') this.#expect(step.command, this.#type(step.command).exit, 0, problems);
    else return this.#console(step, problems);
    return undefined;
  }

  #begin(from: string): void {
    const base = join(this.#home, `work-${++this.#workspaces}`);
    mkdirSync(base);
    this.#folder = base;
    if (from === 'empty') return;
    const seed = join(this.#package.seeds, from);
    if (!existsSync(seed)) this.#plant(seed, from);
    this.#folder = join(base, from === 'template' ? 'shop' : 'larkfield');
    cpSync(seed, this.#folder, { recursive: true });
  }

  /** What many pages begin with is made once. */
  #plant(seed: string, from: string): void {
    this.#folder = this.#package.seeds;
    if (from === 'template') this.#must('confman init template && cd template && git add -A && git commit -qm "A workspace"');
    else if (from === 'examples') {
      cpSync(examples, seed, { recursive: true, filter: (path) => !/[/\\](?:resolved|\.confman|expected)$/.test(path) });
      this.#must('cd examples && git init -qb main && git add -A && git commit -qm "All of Larkfield"');
    } else throw new Error(`no workspace: ${from}`);
  }

  #must(command: string): void {
    const { exit, output } = this.#type(command);
    if (exit !== 0) throw new Error(`${command} ended with ${exit}:\n${output}`);
  }

  #write(path: string, text: string): void {
    const file = join(this.#folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  #console({ body, exit }: Extract<PageStep, { kind: 'console' }>, problems: string[]): string {
    const all = typedIn(body);
    return all
      .map(({ command, output: shown }, i) => {
        const typed = this.#type(command);
        this.#expect(command, typed.exit, i === all.length - 1 ? exit : 0, problems);
        return `$ ${command}\n${matches(shown, typed.output) ? shown : typed.output}`;
      })
      .join('');
  }

  #expect(command: string, found: number, wanted: number, problems: string[]): void {
    if (found !== wanted) problems.push(`$ ${command}\nends with exit code ${found}, and the page says ${wanted}`);
  }

  /** Both streams in the order of writing. A `cd` lasts. */
  #type(command: string): { readonly output: string; readonly exit: number } {
    const args = argumentsOf(command);
    const served = args && runServed({ args, cwd: this.#folder, env: this.#environment() });
    if (served !== undefined) return { output: this.#shown(served.both), exit: served.code ?? -1 };
    const script = `{ ${command}\n} 2>&1; code=$?; printf '%s%s %s' '${marked}' "$code" "$PWD"`;
    const { stdout } = spawnSync('/bin/sh', ['-c', script], { cwd: this.#folder, env: this.#environment(), encoding: 'utf8' });
    const at = stdout.lastIndexOf(marked);
    const [, exit, folder] = /^(\d+) (.*)$/s.exec(stdout.slice(at + marked.length)) ?? [];
    if (at < 0 || folder === undefined) throw new Error(`no end of ${command}:\n${stdout}`);
    this.#folder = folder;
    return { output: this.#shown(stdout.slice(0, at)), exit: Number(exit) };
  }

  #shown(output: string): string {
    return output.replaceAll(this.#home, shownHome);
  }

  #environment(): Record<string, string> {
    return {
      PATH: `${this.#package.bin}:${process.env['PATH'] ?? '/usr/bin:/bin'}`,
      TMPDIR: tmpdir(),
      HOME: this.#home,
      XDG_CACHE_HOME: join(this.#home, '.cache'),
      SOURCE_DATE_EPOCH: String(Date.parse(time) / 1000),
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.com',
      GIT_AUTHOR_DATE: time,
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.com',
      GIT_COMMITTER_DATE: time,
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
    };
  }

  /** Makes `import 'confman'` work in the folder of the page. */
  installLibrary(): void {
    const modules = join(this.#home, 'node_modules');
    mkdirSync(modules, { recursive: true });
    symlinkSync(this.#package.folder, join(modules, 'confman'));
  }
}

/** Of a line that runs confman and leaves nothing for a shell to do; nothing of other lines. */
function argumentsOf(command: string): string[] | undefined {
  const [first, ...words] = command.match(/[^ ']+|'[^']*'/g) ?? [];
  if (first !== 'confman' || [first, ...words].join(' ') !== command) return undefined;
  const plain = words.every((word) => /^(?:'.*'|[\w.,:@%+=/-][\w.,:@%+=/~^-]*)$/.test(word));
  return plain ? words.map((word) => word.replaceAll("'", '')) : undefined;
}

/** A shown line `...` stands for any number of lines. */
function matches(shown: string, printed: string): boolean {
  if (shown === printed) return true;
  const parts = `\n${shown}`.split(/\n\.\.\.(?=\n)/);
  if (parts.length === 1) return false;
  const all = `\n${printed}`;
  let at = 0;
  for (const [i, part] of parts.entries()) {
    const found =
      i === 0 ? (all.startsWith(part) ? 0 : -1) : i === parts.length - 1 ? tailAt(all, part, at) : all.indexOf(part, at);
    if (found < at) return false;
    at = found + part.length;
  }
  return true;
}

function tailAt(all: string, tail: string, from: number): number {
  return all.endsWith(tail) && all.length - tail.length >= from ? all.length - tail.length : -1;
}
