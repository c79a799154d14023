import type { Metric } from './metric.ts';

/** What enakit itself tells: everything but values. One row a metric. */
const rows = {
  adapter: { type: 'info', help: 'An adapter, what drives it and what it sits in.' },
  agent: { type: 'info', help: 'The agent that watches.' },
  problem: { type: 'gauge', help: 'Something is wrong now: 1 for each open problem, by the id of its finding.' },
  incident_open: { type: 'gauge', help: 'Resets under way, by what caused them and who is to blame.' },
  incidents: {
    type: 'counter',
    help: 'Resets that are over, by cause, blame and outcome, since the agent was started.',
  },
  happenings: { type: 'counter', help: 'What the agent told since it was started, by kind.' },
  heartbeat_visible: { type: 'gauge', help: 'Whether keep-alives of the adapter can be seen from here.' },
  heartbeat_age_seconds: { type: 'gauge', unit: 'seconds', help: 'Time since the last keep-alive of the adapter.' },
  heartbeat_interval_seconds: { type: 'gauge', unit: 'seconds', help: 'Time between the last two keep-alives.' },
  heartbeat_jitter_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'Mean distance of the last 60 intervals from their mean.',
  },
  heartbeat_limit_seconds: {
    type: 'gauge',
    unit: 'seconds',
    help: 'After so much silence the driver resets the adapter.',
  },
  heartbeats: { type: 'counter', help: 'Keep-alives seen since the agent was started.' },
  sample_age_seconds: { type: 'gauge', unit: 'seconds', help: 'Time since the counters of the adapter were read.' },
  unknown_counters: { type: 'gauge', help: 'Counters of the driver that enakit does not know and leaves out.' },
  blind_spots: { type: 'gauge', help: 'Things the agent cannot see at present.' },
} as const satisfies Readonly<Record<string, Omit<Metric, 'name' | 'points'>>>;

export type OwnMetric = keyof typeof rows;

/** A metric of enakit's own, without values. */
export const ownMetric = (name: OwnMetric): Omit<Metric, 'points'> => ({ name: `ena_${name}`, ...rows[name] });

export const ownMetricNames = Object.keys(rows) as readonly OwnMetric[];
