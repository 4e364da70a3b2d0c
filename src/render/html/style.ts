import { createHash } from 'node:crypto';
import { Html } from './element.ts';

const css = `
:root{color-scheme:light dark;--page:#fff;--panel:#f6f7f9;--line:#d5d9e0;--text:#1b1f24;--quiet:#59626e;--link:#0a56b5;
--added:#0b6b2e;--added-back:#dff5e5;--removed:#a3171f;--removed-back:#fde5e6;--warning:#7a4b00;--warning-back:#fff3d6}
@media (prefers-color-scheme:dark){:root{--page:#111418;--panel:#1a1f25;--line:#39424d;--text:#e3e7ec;--quiet:#a0aab6;--link:#7db7ff;
--added:#7fdc9c;--added-back:#12331f;--removed:#ff9ba1;--removed-back:#44191d;--warning:#f3c667;--warning-back:#3a2c0c}}
*{box-sizing:border-box}
html{scroll-padding-top:1rem}
body{margin:0;background:var(--page);color:var(--text);font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
.page{max-width:88rem;margin:0 auto;padding:1rem}
h1,h2,h3,h4,h5{line-height:1.25;margin:0 0 .5rem}
h1{font-size:1.7rem}h2{font-size:1.35rem;padding-top:.75rem;border-top:2px solid var(--line)}h3{font-size:1.1rem}h4,h5{font-size:1rem}
p,ul,ol,dl,pre,table{margin:0 0 .5rem}
a{color:var(--link)}
nav ol{list-style:none;padding:0}nav li{margin:0 0 .3rem}
nav ul{list-style:none;padding-left:1rem;font-size:.9rem}
section{margin-bottom:2rem}
article{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.7rem .8rem;margin-bottom:.8rem}
.quiet{color:var(--quiet);font-size:.9rem}
.place{color:var(--quiet);margin:0;font:.8rem/1.4 ui-monospace,monospace}
.note{margin:.3rem 0 0;padding:.2rem .5rem;border-left:3px solid var(--warning);background:var(--warning-back);color:var(--warning);font-size:.9rem}
.verdict{margin:.6rem 0;border:2px solid;border-radius:.4rem;padding:.6rem .8rem}
.verdict strong{display:block;letter-spacing:.03em}
.passed{color:var(--added)}.overridden{color:var(--warning)}.refused{color:var(--removed)}
.verdict span{color:var(--text)}
.enters{color:var(--added)}.leaves{color:var(--removed)}.open{color:var(--warning)}
.enters,.leaves,.open,.kind{font-weight:600}
.kind{font-size:.85rem;border:1px solid;border-radius:1rem;padding:0 .5rem;margin-left:.4rem;white-space:nowrap}
dl.facts{display:grid;grid-template-columns:max-content 1fr;gap:.1rem 1rem;font-size:.9rem}
dl.facts dt{color:var(--quiet)}dl.facts dd{margin:0}
dl.counts{display:flex;flex-wrap:wrap;gap:.5rem}
dl.counts div{border:1px solid var(--line);border-radius:.4rem;padding:.3rem .7rem;display:flex;flex-direction:column-reverse}
dl.counts dt{color:var(--quiet);font-size:.85rem}dl.counts dd{margin:0;font-size:1.2rem;font-variant-numeric:tabular-nums}
.names,.items{padding-left:1.2rem}.names{columns:18rem}.names li{break-inside:avoid}
.plain{list-style:none;padding:0}
.bucket{margin:.6rem 0 0;padding-left:.7rem;border-left:3px solid var(--line)}
.bucket p{margin-bottom:.2rem}
pre{background:var(--panel);border:1px solid var(--line);border-radius:.4rem;padding:.7rem;white-space:pre-wrap;font:.85rem/1.45 ui-monospace,monospace}
summary{cursor:pointer}details{margin:0 0 .5rem}h3{margin-top:1rem}article>h3{margin-top:0}
.verdict ul{margin:0}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:.35rem .6rem;border-top:1px solid var(--line)}
thead th{border-top:0;color:var(--quiet);font-size:.85rem}
tbody th{font-weight:600}tbody th>:not(.place){font-weight:400}
.verdict-word{white-space:nowrap}
td.number,th.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
table.changes{table-layout:fixed}table.changes th:first-child{width:32%}
table.changes ul{list-style:none;padding:0;margin:0}
ins{background:var(--added-back);color:var(--added);text-decoration:underline;text-underline-offset:.15em}
del{background:var(--removed-back);color:var(--removed);text-decoration:line-through}
.old{color:var(--removed)}.new{color:var(--added)}.nothing{color:var(--quiet);font-style:italic}
footer{color:var(--quiet);font-size:.9rem;border-top:1px solid var(--line);padding-top:.8rem}
@media (min-width:70rem){.page{display:grid;grid-template-columns:15rem minmax(0,1fr);gap:0 2rem}
header,footer{grid-column:1/-1}nav{position:sticky;top:1rem;align-self:start;max-height:95vh;overflow:auto}}
@media (max-width:45rem){.page{padding:.6rem}article{padding:.5rem .6rem}dl.facts{display:block}dl.facts dd{margin-bottom:.3rem}
table.stacked,table.stacked tbody,table.stacked tr,table.stacked th,table.stacked td{display:block;width:auto}
table.stacked thead{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
table.stacked tr{border-top:1px solid var(--line);padding:.3rem 0}
table.stacked th,table.stacked td,table.stacked td.number{border:0;padding:.1rem 0;text-align:left}
table.changes.stacked th:first-child{width:auto}
table.stacked.close td,table.stacked.close td.number{display:inline-block;margin-right:1rem}
table.stacked td[data-label]::before{content:attr(data-label) ": ";color:var(--quiet);font-size:.85rem}}
@media print{:root{--page:#fff;--panel:#fff;--line:#999;--text:#000;--quiet:#444;--link:#000;--added:#064;--added-back:#fff;--removed:#800;--removed-back:#fff;--warning:#530;--warning-back:#fff}
body{font-size:10pt}.page{display:block;max-width:none;padding:0}nav{position:static;max-height:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
h2,h3,h4,h5,summary,tr{break-inside:avoid;break-after:auto}h2,h3,h4,h5{break-after:avoid}a{text-decoration:none}}
`;

/** The one style sheet of a page, and what a browser may load: nothing but this. https://www.w3.org/TR/CSP3/ */
export interface Stylesheet {
  readonly style: Html;
  readonly policy: string;
}

/** The style sheet of all pages with what one page has besides. */
export function looks(more: string): Stylesheet {
  const whole = css + more;
  const hash = createHash('sha256').update(whole).digest('base64');
  return {
    style: new Html(`<style>${whole}</style>`),
    policy: `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
  };
}
