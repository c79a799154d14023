import type { Report } from '../../../diagnosis/report.ts';
import { adviceOf } from '../advice.ts';
import { item, type Layout } from './layout.ts';

function list(layout: Layout, heading: string, texts: readonly string[]): string[] {
  if (texts.length === 0) return [];
  return [layout.palette.bold(heading), ...texts.flatMap((text) => item(layout, '- ', text))];
}

/** What to do now, what the evidence cannot show, what to collect next. */
export function actionLines(report: Report, layout: Layout): string[][] {
  const advice = adviceOf(report, layout.all);
  const digits = String(advice.length).length;
  const todo = advice.flatMap(({ text }, index) => item(layout, `${String(index + 1).padStart(digits)}. `, text));
  return [
    todo.length > 0 ? [layout.palette.bold('Do now'), ...todo] : [],
    list(layout, 'Cannot be seen here', report.limits),
    list(layout, 'Collect next', report.collect),
  ];
}
