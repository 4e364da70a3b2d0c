import type { Report } from '../../apply/report.ts';
import type { Held } from '../../core/approval/held.ts';
import { shortened } from '../text/shortened.ts';
import { alert } from './alert.ts';
import { always, block, type Block } from './blocks.ts';
import { prose } from './escape.ts';
import { reportBlocks } from './outcome.ts';
import type { CommentState } from './plan-comment.ts';
import type { Shown } from './shown.ts';

/** The title of a comment; `tenant` is Markdown. */
export function stateTitle(state: CommentState['state'], tenant: string): string {
  switch (state) {
    case 'planned':
      return `Plan for ${tenant}`;
    case 'superseded':
      return `Plan for ${tenant}: a newer one is on its way`;
    case 'applying':
      return `Plan for ${tenant}: being applied`;
    case 'applied':
      return `Applied to ${tenant}`;
    case 'partlyApplied':
      return `Partly applied to ${tenant}`;
    case 'refused':
      return `Not applied to ${tenant}`;
  }
}

/** What became of the plan so far. */
export function stateBlocks(
  {
    state,
    report,
    held,
  }: { readonly state: CommentState; readonly report?: Report; readonly held: readonly Held[] },
  shown: Shown,
): readonly Block[] {
  switch (state.state) {
    case 'planned':
      return [];
    case 'superseded':
      return [
        block(
          alert('NOTE', ['There are newer commits, which are being planned. This plan no longer counts.']),
          always,
        ),
      ];
    case 'applying':
      return [block(alert('NOTE', ['It is merged and is being applied now.']), always)];
    case 'applied':
    case 'partlyApplied':
      return report ? reportBlocks(report, held, shown) : [];
    case 'refused':
      return [block(alert('CAUTION', ['**Nothing was written.**', ...why(state, shown)]), always)];
  }
}

/** Free text of ours can name people. */
function why(
  { why: text, openly = '' }: { readonly why: string; readonly openly?: string },
  { redaction }: Shown,
): readonly string[] {
  const words = redaction === 'full' ? text : openly;
  return words === '' ? [] : [prose(shortened(words, 1000))];
}
