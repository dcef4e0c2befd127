import type { RequestRecord } from '../publish/model/request.ts';
import type { ProviderStep } from '../publish/provider.ts';
import { exitCodes, type ExitCode } from './command-context.ts';
import { colourOf } from './print-report.ts';
import { policyLines, requestJson, requestState, stateText } from './print-request.ts';
import { tellWebhooks } from './tell-webhooks.ts';
import { withDocument } from './with-document.ts';
import type { ProviderDesk } from './with-provider.ts';

/** Adds an event, and says where the request stands now. @param did what was done, in the past: `opened` */
export async function publishStep(desk: ProviderDesk, step: ProviderStep, did: string): Promise<ExitCode> {
  const { provider, context, options } = desk;
  let before: RequestRecord | undefined;
  const body: ProviderStep['body'] = (now) => {
    before = now.request;
    return step.body(now);
  };
  const done = await provider.submit({ ...step, body }, () => context.now());
  if (!('request' in done)) return desk.fail(done);
  await tellWebhooks(desk, before, done.request);
  const shown = { request: done.request, context: done.context };
  if (options.format === 'json') {
    context.stdout.write(requestJson(await withDocument(desk, shown)));
    return exitCodes.done;
  }
  const state = requestState(shown);
  const now = state === did ? '' : `: ${stateText(state, colourOf(context, options, 'stdout'))}`;
  const lines = [`request ${done.request.id} ${done.before === true ? `was ${did} already` : did}${now}`];
  const { publishAt } = done.request;
  if (did === 'scheduled') lines.push(publishAt === undefined ? 'published at any time' : `not published before ${publishAt}`);
  if (done.request.phase === 'open' && done.context !== undefined) lines.push(...policyLines(done.request, done.context));
  if (done.request.phase === 'published') lines.push(`${provider.branch} is at ${done.tip.slice(0, 12)}`);
  if (!options.quiet) context.stdout.write(`${lines.join('\n')}\n`);
  return exitCodes.done;
}
