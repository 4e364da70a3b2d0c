/** What the page of an audit has besides the style of all pages. */
export const auditCss = `
:root{--bar:#3b74c4;--bar-back:#e6ebf3}
@media (prefers-color-scheme:dark){:root{--bar:#6ea3ea;--bar-back:#262f3a}}
header{margin-bottom:1rem}main>section:first-child h2{border-top:0;padding-top:0}
.badge{display:inline-block;font-size:.8rem;font-weight:600;border:1px solid;border-radius:1rem;padding:0 .55rem;white-space:nowrap}
.badge.error{color:var(--removed)}.badge.warning{color:var(--warning)}.badge.info{color:var(--quiet)}
h3 .badge{margin-left:.3rem;vertical-align:.1em}
.bar{display:block;margin-top:.25rem;border-radius:4px;background:var(--bar-back)}
.bar rect{fill:var(--bar)}
.bar .hollow{fill:var(--bar-back);stroke:var(--bar);stroke-width:2}
.fix{padding-left:.7rem;border-left:3px solid var(--added)}
code,table.values bdi{white-space:pre-wrap}
.names{column-gap:2rem}h4{margin-top:.8rem}
.mark{display:inline-block;font-size:.85rem;font-weight:600;color:var(--warning)}
code{font:.9em ui-monospace,monospace;background:var(--panel);border-radius:.2rem;padding:0 .2rem}
article code{background:var(--page)}
td .place,th .place,li .place{display:inline-block}
.cards{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,19rem),1fr));gap:.8rem;align-items:start;margin-top:1rem}
.cards article{margin:0}.cards h3{margin:0}
.cards .quiet{margin-bottom:.3rem}
table.values th,table.values td{padding:.25rem 0;border:0}
table.values td{padding-left:.8rem;width:1%}
table.values tbody th{font-weight:400}
table.values thead th{font-weight:600}
.found th:first-child{width:30%}
.kinds th:first-child,.glance th:first-child,.sizes th:first-child{width:55%}
@media (max-width:45rem){table.glance.stacked.close td.number{margin-right:.6rem;font-size:.9rem}.kinds th:first-child,.glance th:first-child,.sizes th:first-child,.found th:first-child{width:auto}}
@media (forced-colors:active){.bar rect{fill:CanvasText}.bar .hollow{fill:Canvas;stroke:CanvasText}}
@media print{:root{--bar:#333;--bar-back:#fff}.cards{display:block}.cards article{break-inside:avoid;margin-bottom:.6rem}.bar{border:1px solid #bbb}}
`;
