import { Command } from '@commander-js/extra-typings';
import { exitCodes, type ExitCode } from './command-context.ts';
import type { CommandModule } from './command-module.ts';
import { addGlobalOptions, readGlobals } from './global-options.ts';
import { addRemoteOption } from './remote-option.ts';
import { SeenHeads } from '../publish/seen-heads.ts';
import type { ProviderDesk } from './with-provider.ts';

export const publishShow: CommandModule = {
  name: 'show',
  summary: 'show a request: what it changes, who reviewed it, what is missing',
  define: (context, finish) =>
    addRemoteOption(addGlobalOptions(new Command('show').argument('<request>', 'number of the request'))).action(
      async (id, flags) => {
        const { withProvider } = await import('./with-provider.ts');
        const options = readGlobals(flags, context.cwd);
        const work = (desk: ProviderDesk): Promise<ExitCode> => runShow(desk, id);
        finish(await withProvider(context, options, 'publish show', flags, work));
      },
    ),
};

async function runShow(desk: ProviderDesk, id: string): Promise<ExitCode> {
  const { provider, context, options, fail } = desk;
  const { requestJson, requestText } = await import('./print-request.ts');
  const { printResult } = await import('./print-result.ts');
  const { reportProblems } = await import('./report-problems.ts');
  const { withDocument } = await import('./with-document.ts');
  const read = await provider.read(id, context.now());
  if (!('request' in read)) return fail(read);
  const { maxDiagnostics: most, verbose } = options;
  const shown = await withDocument(desk, read);
  printResult(context, options, (format, colour) =>
    format === 'json' ? requestJson(shown) : requestText(shown, { colour, width: context.stdout.columns ?? 100, most, verbose }),
  );
  new SeenHeads(desk.opened.memory, provider.place).noteRequest(read.request);
  reportProblems(context, options, 'publish show', read.warnings);
  // Something is published that should not be.
  return read.warnings.some(({ severity }) => severity === 'error') ? exitCodes.findings : exitCodes.done;
}
