import type { Host } from './host.ts';

const service = 'http://169.254.169.254/latest';
export const metadataSource = `${service}/meta-data/instance-type`;
/** For token and answer together. The service sits on the same host and answers within a few milliseconds. */
const boundMs = 200;
const mostBytes = 4096;

/** The instance type as the instance metadata service (IMDSv2) tells it; undefined where it does not answer in time. */
export const askInstanceType = async (host: Host): Promise<string | undefined> => {
  const untilMs = host.elapsedMs() + boundMs;
  const left = () => ({ timeoutMs: Math.max(1, untilMs - host.elapsedMs()), mostBytes });
  try {
    const token = await host.request({
      url: `${service}/api/token`,
      method: 'PUT',
      headers: { 'X-aws-ec2-metadata-token-ttl-seconds': '60' },
      ...left(),
    });
    if (token.status !== 200 || host.elapsedMs() >= untilMs) return undefined;
    const headers = { 'X-aws-ec2-metadata-token': token.body.trim() };
    const answer = await host.request({ url: metadataSource, method: 'GET', headers, ...left() });
    return answer.status === 200 ? answer.body.trim() : undefined;
  } catch {
    // Switched off, firewalled, a container one hop too far away, or a token that fits into no header.
    return undefined;
  }
};
