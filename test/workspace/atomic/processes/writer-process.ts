import { OutputFolder } from '../../../../src/workspace/output-folder.ts';
import { writeRelease } from '../../../../src/workspace/release-switch.ts';
import { exampleRelease } from '../example-release.ts';

/**
 * A process of its own for the tests of this folder: `[what, folder, text, times]`. Writes that often and prints the
 * codes and reasons of what was found as JSON.
 */
const [what, folder = '', text = '', times = '1'] = process.argv.slice(2);

const APPS = Array.from({ length: 20 }, (_, index) => `apps/a${index % 3}/x${index}`);
const found: unknown[] = [];
const output = new OutputFolder({ base: folder, inside: 'resolved', shown: 'resolved' });
for (let time = 0; time < Number(times); time += 1) {
  if (what === 'release') {
    const { diagnostics } = writeRelease(`${folder}/out`, exampleRelease(text.repeat(50), APPS), { shown: 'out' });
    found.push(...diagnostics.map(({ code, args }) => [code, args['reason']]));
  } else {
    const finding = output.write('apps/a/x.json', Buffer.from(text.repeat(5000)));
    if (finding !== undefined) found.push([finding.code, finding.args['reason']]);
    if (what === 'remove') {
      output.remove('apps/a/x.json');
      output.removeEmptyFolders(['apps/a/x.json']);
    }
  }
}
process.stdout.write(JSON.stringify(found));
