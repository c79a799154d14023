import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished, vi } from 'vitest';
import type { Machinery } from '../../../src/cli/cloud/machinery.ts';
import { runAudit } from '../../../src/cli/cloud/runAudit.ts';
import { runRecover } from '../../../src/cli/cloud/runRecover.ts';
import { UserError } from '../../../src/cli/errors.ts';
import { recordingShell } from '../../../src/cli/recordingShell.ts';
import type { AuditValues } from '../../../src/cli/verbs/audit.ts';
import type { RecoverValues } from '../../../src/cli/verbs/recover.ts';
import { ManualClock } from '../../../src/lab/ec2/clock.ts';
import { type Ec2, type Ec2Options, startEc2 } from '../../../src/lab/ec2/startEc2.ts';
import type { Clock } from '../../../src/recovery/clock.ts';
import { connect } from '../../../src/recovery/ec2/connect.ts';
import { ordinaryLimits } from '../../../src/recovery/walk.ts';

/** How a command ended. */
export interface Ending {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  /** What to do about an error. */
  readonly hint?: string | undefined;
}

/** The lab's EC2 in a time that only passes while somebody waits, and the commands of `ena` against it. */
export interface LabCloud {
  readonly ec2: Ec2;
  readonly clock: Clock;
  readonly on: Machinery;
  /** Where journals are kept. */
  readonly folder: string;
  recover(id: string, values?: RecoverValues, typed?: string): Promise<Ending>;
  audit(values?: AuditValues): Promise<Ending>;
  id(story: keyof Ec2['instanceIds']): string;
}

/** Runs a command in an environment, with what is typed, to its end. */
export const ended = async (
  run: (shell: ReturnType<typeof recordingShell>) => Promise<number>,
  env: Record<string, string>,
  typed: string,
): Promise<Ending> => {
  const shell = recordingShell({ env, input: [Buffer.from(typed)] });
  try {
    return { code: await run(shell), out: shell.printed(), err: shell.complained() };
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { code: error.exitCode, out: shell.printed(), err: `${error.message} [${error.code}]`, hint: error.hint };
  }
};

/** Opens the lab's EC2 for the test that calls it. */
export const openLabCloud = async (options: Ec2Options = {}): Promise<LabCloud> => {
  const labClock = new ManualClock();
  const ec2 = await startEc2({ clock: labClock, ...options });
  const folder = mkdtempSync(join(tmpdir(), 'enakit-'));
  for (const [name, value] of Object.entries(ec2.environment)) vi.stubEnv(name, value);
  onTestFinished(async () => {
    await ec2.close();
    vi.unstubAllEnvs();
    rmSync(folder, { recursive: true });
  });
  // What is being tested begins when everything has booted, and its checks have an opinion.
  labClock.advance(600_000);
  const clock: Clock = { nowMs: () => labClock.nowMs(), sleep: async (ms) => labClock.advance(ms), random: () => 0.5 };
  const on: Machinery = { connect, clock, limits: ordinaryLimits, newToken: () => '0123456789abcdef' };
  const env = { ...ec2.environment, XDG_STATE_HOME: folder };
  return {
    ec2,
    clock,
    on,
    folder,
    recover: (id, values = {}, typed = '') => ended((shell) => runRecover(values, id, shell, on), env, typed),
    audit: (values = {}) => ended((shell) => runAudit(values, shell, on), env, ''),
    id: (story) => ec2.instanceIds[story] ?? '',
  };
};

/** Calls that changed something, by name. */
export const writesOf = ({ calls }: Ec2): readonly string[] =>
  calls
    .filter(({ action, outcome, isDryRun }) => !/^(?:Describe|Get)/.test(action) && outcome === 'ok' && !isDryRun)
    .map(({ action }) => action);
