/** The page's looks: both schemes, and on paper. */
export const STYLE: string = `
:root{color-scheme:light dark;--paper:light-dark(#f6f5f1,#101317);--card:light-dark(#fff,#181c22);--ink:light-dark(#1c1f23,#e8eaed);--soft:light-dark(#5d6470,#a3abb6);
--line:light-dark(#e3e0d9,#2a3038);--accent:light-dark(#0b7d69,#3fc3a8);--warm:light-dark(#c8502a,#f2895f);--mute:light-dark(#8a909b,#7d8590);--warn:light-dark(#8a5607,#e5b45a);--warn-soft:light-dark(#fbeed4,#3a2e14)}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:1120px;margin:0 auto;padding:40px 24px 64px}
header{margin-bottom:28px}
h1{font-size:30px;letter-spacing:-.02em;margin:0 0 4px}
h2{font-size:19px;margin:0 0 4px}
h3{font-size:14px;margin:20px 0 0;color:var(--soft);font-weight:600}
p{margin:0 0 12px}
.about{color:var(--soft)}
section{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:24px;margin-bottom:20px}
.figures{display:grid;grid-template-columns:repeat(4,1fr);gap:12px;margin-bottom:20px}
.figures div{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:16px 18px}
.figures dt{color:var(--soft);font-size:13px}
.figures dd{margin:2px 0 0;font-size:25px;font-weight:650;letter-spacing:-.02em;font-variant-numeric:tabular-nums}
dl{margin:0}
svg{display:block;width:100%;height:auto;margin:12px 0}
.chart{overflow-x:auto}
.legend{display:flex;flex-wrap:wrap;gap:18px;color:var(--soft);font-size:13px;margin-top:10px}
.legend i{display:inline-block;width:10px;height:10px;border-radius:3px;margin-right:6px;background:var(--accent)}
.legend .warm{background:var(--warm)}
.legend .s1{opacity:.3}.legend .s2{opacity:.5}.legend .s3{opacity:.75}
.scroll{overflow-x:auto}
.scroll:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:13.5px;font-variant-numeric:tabular-nums}
caption{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
th,td{padding:7px 9px;border-bottom:1px solid var(--line);white-space:nowrap}
thead th{color:var(--soft);font-weight:500;vertical-align:bottom;white-space:normal;word-break:keep-all}
td small{display:block;color:var(--soft);font-size:12px}
.mark{color:var(--warn)}
tbody th{font-weight:550}
tbody tr:last-child>*{border-bottom:0}
.word{text-align:left}.number{text-align:right}
[style*="--heat"]{background:color-mix(in srgb,var(--accent) var(--heat),transparent)}
.warn{background:var(--warn-soft);color:var(--warn);border-radius:8px;padding:8px 12px;margin:10px 0 0}
.nothing{color:var(--soft);margin:12px 0 0}
@media (max-width:640px){.chart svg{min-width:640px}main{padding:24px 12px 40px}section{padding:18px 14px}.figures{grid-template-columns:repeat(2,1fr)}.figures dd{font-size:21px}}
@page{margin:14mm 12mm}
@media print{:root{color-scheme:light}*{print-color-adjust:exact;-webkit-print-color-adjust:exact}body{background:#fff;font-size:10pt}main{max-width:none;padding:0 1px}section{padding:0;border:0;border-radius:0}.figures div{padding:6px 10px;border-color:#ccc}.figures dd{font-size:17px}.scroll{overflow:visible}table{font-size:8pt}th,td{padding:3px 4px}td small{font-size:7pt}p,svg,tr,.figures div,.legend{break-inside:avoid}h2,h3,.about,.legend{break-after:avoid}thead{display:table-header-group}}
`;
