import { customProperties, darkPalette, lightPalette } from './palette.ts';

/** The whole style of the page. Paper is always light, and shows what the screen folds away. */
export const style = `
:root{color-scheme:light dark;${customProperties(lightPalette)}}
@media (prefers-color-scheme:dark){:root{${customProperties(darkPalette)}}}
*{box-sizing:border-box}
body{margin:0 auto;padding:2.5rem 1.5rem 4rem;max-width:62rem;background:var(--ground);color:var(--ink);font:1rem/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",sans-serif;-webkit-text-size-adjust:100%;overflow-wrap:anywhere}
h1{margin:.6rem 0 .9rem;font-size:1.6rem;line-height:1.3;font-weight:620;letter-spacing:-.01em;text-wrap:pretty;max-width:48rem}
h2{margin:3rem 0 1rem;font-size:1.15rem;font-weight:650;line-height:1.3}
h3{margin:0 0 .5rem;font-size:1rem;font-weight:620;line-height:1.45}
p{margin:.35rem 0;max-width:48rem}
p.muted{max-width:none}
code,.place,.offset{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.86em}
a{color:var(--accent)}
.muted,.place,.offset,caption,dt{color:var(--muted)}
.muted{font-size:.9rem}
.verdict{display:inline-flex;align-items:center;gap:.5rem;font-weight:650}
.verdict::before{content:"";width:.7rem;height:.7rem;border-radius:50%;background:currentColor}
.critical,.failed,.problem{color:var(--critical)}
.warning,.recovered{color:var(--warning)}
.healthy{color:var(--healthy)}
.notice,.unknown{color:var(--muted)}
.now{margin-top:1.75rem;padding:1.1rem 1.4rem 1.2rem;border-radius:.6rem;background:var(--panel)}
.now h2{margin:0 0 .5rem}
.now ol{margin:0;padding-left:1.4rem}
.now li{margin:.3rem 0;padding-left:.25rem;max-width:48rem}
article{margin:0 0 1.25rem;padding:1.1rem 0 0;border-top:1px solid var(--rule)}
h2+article{padding-top:0;border-top:0}
.timeline+article{margin-top:1.5rem}
.chip{font-size:.82rem;font-weight:620;white-space:nowrap}
.finding .chip{margin-right:.35rem;text-transform:capitalize}
.incident .chip{margin-left:.5rem}
figure{margin:0}
svg{display:block;overflow:visible;font:12px system-ui,sans-serif;fill:var(--ink)}
svg .muted{fill:var(--muted);font-size:12px}
.tick line,.grid{stroke:var(--rule);stroke-dasharray:2 3}
.tick text,.chart text{fill:var(--muted)}
.axis{stroke:var(--muted)}
.track{stroke:var(--rule)}
.lane{font-weight:550}
.timeline .lane,.chart text{paint-order:stroke;stroke:var(--ground);stroke-width:4px;stroke-linejoin:round}
.band{fill:currentColor;stroke:currentColor;stroke-width:2.5;stroke-linejoin:round}
.mark{fill:currentColor;stroke:var(--ground);stroke-width:1.5}
.span{stroke:currentColor;stroke-width:2;opacity:.55}
figcaption{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1.5rem;color:var(--muted);font-size:.85rem}
.timeline figcaption{margin-top:.4rem}
.legend{display:flex;flex-wrap:wrap;gap:.1rem 1rem;margin:0;padding:0;list-style:none}
.legend li{display:flex;align-items:center;gap:.35rem}
.swatch{width:1rem;height:.55rem;border-radius:1px;background:currentColor}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,19rem),1fr));gap:1.75rem 2.25rem}
.chart{max-width:30rem}
.chart figcaption code{color:var(--ink)}
.line{fill:none;stroke:var(--accent);stroke-width:2;vector-effect:non-scaling-stroke;stroke-linejoin:round}
.area{fill:var(--accent);opacity:.12}
.dot{fill:var(--accent);stroke:var(--ground);stroke-width:1.5}
.steps{margin:.6rem 0 .9rem;padding:0;list-style:none}
.steps li{display:grid;grid-template-columns:6.5rem 1fr;gap:1rem;position:relative;padding:.16rem 0}
.offset{text-align:right;line-height:1.8}
.steps li>:last-child{padding-left:1.1rem;position:relative}
.steps li>:last-child::before{content:"";position:absolute;left:-.2rem;top:.55rem;width:.45rem;height:.45rem;border-radius:50%;background:var(--muted)}
.steps li:not(:last-child)>:last-child::after{content:"";position:absolute;left:0;top:.8rem;bottom:-1rem;width:1px;background:var(--rule);z-index:-1}
.facts{margin:0 0 .5rem;font-size:.95rem}
.facts div{display:grid;grid-template-columns:6.5rem 1fr;gap:1rem;padding:.1rem 0}
dt{text-align:right}
dd{margin:0;padding-left:1.1rem;max-width:44rem}
dd .muted{font-size:inherit}
details{margin:.4rem 0}
summary{cursor:pointer;color:var(--accent);width:fit-content}
#notices~details summary{color:var(--ink)}
summary:focus-visible,a:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
.evidence{margin:.4rem 0 0;padding:.7rem 1rem;list-style:none;border-radius:.4rem;background:var(--panel)}
.evidence li{margin:.25rem 0}
.evidence code{white-space:pre-wrap}
.scroll{overflow-x:auto}
table{width:100%;border-collapse:collapse;margin:0 0 1rem;font-size:.92rem}
caption{text-align:left;padding:.3rem 0;font-size:.9rem}
th,td{padding:.35rem 1rem .35rem 0;text-align:left;vertical-align:top;border-bottom:1px solid var(--rule)}
th{font-weight:600}
.number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--rule);color:var(--muted);font-size:.85rem}
@media (max-width:36rem){
body{padding:1.25rem 1rem 3rem}
h1{font-size:1.3rem}
.now{margin-inline:-.25rem;padding:.9rem 1rem}
.steps li,.facts div{grid-template-columns:4.6rem 1fr;gap:.7rem}
.tick.minor text,.lane tspan{display:none}
}
@media print{
:root{color-scheme:light;${customProperties(lightPalette)}}
body{max-width:none;padding:0}
@page{margin:16mm}
html{font-size:10.5pt}
.incident,figure,.now,tr,li{break-inside:avoid}
h2,h3{break-after:avoid}
details::details-content{content-visibility:visible;display:block}
*{print-color-adjust:exact;-webkit-print-color-adjust:exact}
}`;
