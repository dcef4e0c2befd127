/** What a page does, in the order in which it is read. */
export type PageStep =
  | { readonly kind: 'workspace'; readonly from: 'empty' | 'template' | 'examples' }
  | { readonly kind: 'hidden'; readonly command: string }
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'console'; readonly exit: number; readonly body: string; readonly span: readonly [number, number] };

const step = /^<!-- (workspace|run): (.*?) -->$|^```([^\n`]*)\n(.*?)^```$/gms;

/**
 * The steps of a page: `<!-- workspace: template -->` begins in a new folder, `<!-- run: git add -A -->` does something that
 * need not be read, a fence `json5 configs/system/global.json5` is a file, a fence `console` is typed and its output compared
 * (`console exit=1` for commands whose last one ends so). Every other fence is there to be read.
 */
export function pageSteps(text: string): PageStep[] {
  return Array.from(text.matchAll(step)).flatMap((match): PageStep[] => {
    const [whole, word, argument = '', info = '', body = ''] = match;
    if (word === 'workspace') return [{ kind: 'workspace', from: argument as 'empty' | 'template' | 'examples' }];
    if (word === 'run') return [{ kind: 'hidden', command: argument }];
    const [language, path] = info.split(' ');
    if (language !== 'console') return path === undefined ? [] : [{ kind: 'file', path, text: body }];
    const start = match.index + whole.indexOf('\n') + 1;
    const exit = Number(/exit=(\d+)/.exec(info)?.[1] ?? 0);
    return [{ kind: 'console', exit, body, span: [start, start + body.length] }];
  });
}

export interface Typed {
  /** Without the prompt; several lines where a line ends with a backslash. */
  readonly command: string;
  readonly output: string;
}

export function typedIn(body: string): Typed[] {
  const typed: { command: string; output: string }[] = [];
  for (const line of body.split('\n').slice(0, -1)) {
    const last = typed.at(-1);
    if (line.startsWith('$ ')) typed.push({ command: line.slice(2), output: '' });
    else if (last === undefined) throw new Error(`a console block begins with output: ${line}`);
    else if (last.output === '' && last.command.endsWith('\\')) last.command += `\n${line}`;
    else last.output += `${line}\n`;
  }
  return typed;
}
