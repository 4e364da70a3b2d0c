import { shellWord } from '../../core/shell-word.ts';
import type { Part } from '../../core/permissions/requirement.ts';
import type { Step } from '../../core/setup/step.ts';
import { literal } from '../powershell/literal.ts';
import { blank, line, paragraph, span, type Line } from '../text/lines.ts';
import { connectExchange, exchangeLines } from './exchange.ts';
import { environmentLines } from './github.ts';
import { places, type SetupPlace } from './places.ts';

/** The ids of an application that is there. */
export interface Ids {
  readonly appId: string;
  readonly objectId: string;
}

/** What no request to Graph can do, with the ids filled in, to be copied. Steps of applications without ids are left out. */
export function byHandLines(
  steps: readonly Step[],
  ids: ReadonlyMap<Part, Ids>,
  place: SetupPlace,
  columns: number,
): readonly Line[] {
  return steps.flatMap((step) => {
    const own = ids.get(step.part);
    if (!own) return [];
    const lines = copied(step, own, place);
    if (lines.length === 0) return [];
    return [
      blank,
      line(span(step.title, 'heading')),
      ...paragraph(step.why, columns, 2),
      ...paragraph(`May do it: ${step.who}.`, columns, 2, 'quiet'),
      ...lines.map((each) => line(`    ${each}`)),
    ];
  });
}

function copied({ work, part }: Step, { appId, objectId }: Ids, place: SetupPlace): readonly string[] {
  switch (work.work) {
    case 'exchangeRole':
      return [
        '# PowerShell, with the module ExchangeOnlineManagement',
        connectExchange(places[place.cloud].exchange),
        ...exchangeLines(work.role, work.displayName, { appId: literal(appId), objectId: literal(objectId) }),
      ];
    case 'environment':
      return environmentLines(work.environment, {
        tenantId: shellWord(place.tenantId),
        appId: shellWord(appId),
        word: shellWord,
      });
    case 'signIn':
      return [`AZURE_CLIENT_ID=${appId}`, `AZURE_CLIENT_CERTIFICATE_PATH=${work.keyFile}`];
    case 'doctor':
      return work.keyFile === undefined
        ? [
            `${place.program} doctor ${shellWord(place.directory)} --as ${part}    # in a job of its environment`,
          ]
        : [
            `AZURE_CLIENT_ID=${appId} AZURE_CLIENT_CERTIFICATE_PATH=${shellWord(work.keyFile)} ${place.program} doctor ${shellWord(place.directory)} --as ${part}`,
          ];
    case 'application':
    case 'principal':
    case 'certificate':
    case 'removeExpired':
    case 'federation':
    case 'permissions':
    case 'directoryRole':
      return [];
  }
}
