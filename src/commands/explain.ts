import { Command } from '@commander-js/extra-typings';
import { exitCodes, type CommandContext, type ExitCode, type GlobalOptions } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';

interface ExplainFlags {
  readonly code?: string | undefined;
  readonly blame?: boolean | undefined;
}

export const explain: CommandModule = {
  name: 'explain',
  summary: 'say where a value came from, or what a code means',
  define: (context, finish) =>
    addGlobalOptions(
      new Command('explain')
        .argument('[app]', 'id of the app')
        .argument('[pointer]', 'place of the value, such as /db/pool; everything by default')
        .option('--blame', 'also say who wrote the line that won, when, and through which publish request')
        .option('--code <code>', 'explain a diagnostic code, such as cascade/missing-layer, or a rule, such as maximum-lowered'),
    ).action(async (app, pointer, flags) =>
      finish(await runExplain(context, readGlobals(flags, context.cwd), app, pointer, flags)),
    ),
};

async function runExplain(
  context: CommandContext,
  options: GlobalOptions,
  name: string | undefined,
  pointer: string | undefined,
  flags: ExplainFlags,
): Promise<ExitCode> {
  if (flags.code !== undefined) return explainCode(context, flags.code);
  if (name === undefined) {
    context.stderr.write('error: name an app, or a code with --code\n');
    return exitCodes.unjudged;
  }
  const { withApp } = await import('./with-app.ts');
  const { readPointer } = await import('./pointer-argument.ts');
  const { hideSecrets } = await import('../pipeline/hide-secrets.ts');
  const { explainLeaves } = await import('../pipeline/explain-app.ts');
  const { explanationJson, explanationText } = await import('./print-explanation.ts');
  const { colourOf } = await import('./print-report.ts');
  const { formatPointer } = await import('../model/pointer.ts');
  const { blameSites } = await import('../pipeline/history/blame-sites.ts');
  const { reportProblems } = await import('./report-problems.ts');
  return withApp(context, options, 'explain', name, async (app, workspace, opened) => {
    const found = readPointer(pointer, hideSecrets(app, workspace.settings.secretSchemes, false));
    if ('problem' in found) {
      context.stderr.write(`${found.problem}\n`);
      return found.misspelt ? exitCodes.unjudged : exitCodes.findings;
    }
    const at = formatPointer(found.tokens);
    const leaves = [...explainLeaves(app.data, app.trace, found.tokens)];
    const asked = flags.blame === true ? leaves.map(({ site }) => site) : undefined;
    const blamed = asked && (await blameSites(opened, asked));
    reportProblems(context, options, 'explain', blamed?.diagnostics ?? []);
    if (blamed !== undefined && blamed.value === undefined) return exitCodes.unjudged;
    const view = {
      app: app.id,
      pointer: at,
      leaves,
      schemes: workspace.settings.secretSchemes,
      isSecret: (place: string) => app.schema?.isSecretAt(place) ?? false,
      blamed: blamed?.value,
    };
    context.stdout.write(
      options.format === 'json' ? explanationJson(view) : explanationText(view, colourOf(context, options, 'stdout')),
    );
    return exitCodes.done;
  });
}

async function explainCode(context: CommandContext, code: string): Promise<ExitCode> {
  const { codePage } = await import('./code-page.ts');
  const page = await codePage(code, (path) => context.readPackaged(path));
  context[page.known ? 'stdout' : 'stderr'].write(page.text);
  return page.known ? exitCodes.done : exitCodes.unjudged;
}
