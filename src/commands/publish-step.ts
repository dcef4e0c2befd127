import { submitEvent, type Step } from '../publish/embedded/submit-event.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import { colourOf } from './print-report.ts';
import { policyLines, requestJson, requestState, stateText } from './print-request.ts';
import type { PublishDesk } from './with-store.ts';

/** Adds an event, and says where the request stands now. @param did what was done, in the past: `opened` */
export async function publishStep(desk: PublishDesk, step: Step, did: string): Promise<ExitCode> {
  const { store, actor, context, options } = desk;
  const done = await submitEvent(store, actor, step, () => context.now());
  if (!('request' in done)) return desk.fail(done);
  const shown = { request: done.request, context: done.context };
  if (options.format === 'json') {
    context.stdout.write(requestJson(shown));
    return exitCodes.done;
  }
  const state = requestState(shown);
  const now = state === did ? '' : `: ${stateText(state, colourOf(context, options, 'stdout'))}`;
  const lines = [`request ${done.request.id} ${did}${now}`];
  if (done.request.phase === 'open') lines.push(...policyLines(done.request, done.context));
  if (done.request.phase === 'published') lines.push(`${store.branch} is at ${done.tip.slice(0, 12)}`);
  if (!options.quiet) context.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}
