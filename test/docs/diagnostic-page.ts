/** A fenced block that does something: a file to be written, or lines for the shell. */
export type Step =
  | { readonly kind: 'file'; readonly path: string; readonly text: string }
  | { readonly kind: 'shell'; readonly lines: readonly string[] };

/** A block with the info string `console`: what is typed, and what is printed then. */
export interface Transcript {
  /** Without the prompt. */
  readonly command: string;
  readonly output: string;
}

/**
 * The page of a diagnostic code, `docs/diagnostics/<code>.md`. The steps before the first transcript make the example,
 * those after it correct it. A second transcript shows what another command prints then, where the command was at fault.
 */
export interface DiagnosticPage {
  readonly title: string;
  /** The paragraph below the title. */
  readonly lead: string;
  readonly headings: readonly string[];
  readonly example: readonly Step[];
  /** What is done in another terminal while the first command runs: a block with the info string `shell meanwhile`. */
  readonly meanwhile: readonly Step[];
  readonly wrong: Transcript;
  readonly correction: readonly Step[];
  readonly right: Transcript | undefined;
}

interface Block {
  /** `json5 configs/apps/shop/config.json5`, `shell`, `console`; a block without a path is there to be read. */
  readonly info: string;
  readonly body: string;
}

const fence = /^```([^\n`]*)\n(.*?)^```$/gms;

export function readPage(text: string): DiagnosticPage {
  const blocks = Array.from(text.matchAll(fence), ([, info, body]): Block => ({ info: info as string, body: body as string }));
  const at = blocks.findIndex(isTranscript);
  const [wrong, right] = blocks.filter(isTranscript).map(transcriptOf);
  const prose = text.replaceAll(fence, '');
  return {
    title: /^# (.*)$/m.exec(prose)?.[1] ?? '',
    lead: prose.split('\n\n')[1]?.replaceAll('\n', ' ') ?? '',
    headings: Array.from(prose.matchAll(/^## (.*)$/gm), ([, heading]) => heading as string),
    example: blocks.slice(0, Math.max(0, at)).flatMap(stepOf),
    meanwhile: blocks.filter(({ info }) => info === 'shell meanwhile').flatMap(shellOf),
    wrong: wrong ?? { command: '', output: '' },
    correction: blocks.slice(at + 1).flatMap(stepOf),
    right,
  };
}

/** The page with this title and lead, and with these outputs below its commands. */
export function rewritePage(text: string, title: string, lead: string, outputs: readonly string[]): string {
  const [, , ...rest] = text.split('\n\n');
  const rewritten = rest.join('\n\n').replaceAll(fence, (block: string, info: string, body: string) => {
    if (info !== 'console') return block;
    const [output = '', ...later] = outputs;
    outputs = later;
    return `\`\`\`console\n${body.slice(0, body.indexOf('\n') + 1)}${output}\`\`\``;
  });
  return `# ${title}\n\n${wrapped(lead)}\n\n${rewritten}`;
}

/** Broken into lines that a terminal of 80 columns takes whole. */
function wrapped(text: string): string {
  return text.replaceAll(/(.{1,80})(?: |$)/g, '$1\n').trimEnd();
}

function isTranscript({ info }: Block): boolean {
  return info === 'console';
}

function transcriptOf({ body }: Block): Transcript {
  const end = body.indexOf('\n');
  return { command: body.slice(0, end).replace(/^\$ /, ''), output: body.slice(end + 1) };
}

function stepOf({ info, body }: Block): Step[] {
  if (info === 'shell') return shellOf({ info, body });
  if (info === 'shell meanwhile') return [];
  const path = info.split(' ')[1];
  return path === undefined ? [] : [{ kind: 'file', path, text: body }];
}

function shellOf({ body }: Block): Step[] {
  return [{ kind: 'shell', lines: body.split('\n').filter((line) => line !== '') }];
}
