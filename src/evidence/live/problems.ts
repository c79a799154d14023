import { SourceProblem } from '../sources/problems.ts';
import type { OtherInterface } from './adapters.ts';

const mostNamed = 4;

export class HostNotVisible extends SourceProblem {
  readonly code = 'host-not-visible';
  readonly hint = 'give its kernel log and its counters as a SOURCE';
  constructor() {
    super('this host does not show its devices as Linux does (/sys)');
  }
}

export class NoAdapter extends SourceProblem {
  readonly code = 'no-adapter';
  readonly hint = 'to judge another host, give its kernel log or counters as a SOURCE';
  /** @param others the interfaces it has instead */
  constructor(others: readonly OtherInterface[]) {
    const named = others.slice(0, mostNamed).map(({ name, driver }) => `${name} is served by ${driver}`);
    if (others.length > mostNamed) named.push(`${others.length - mostNamed} more by others`);
    super(`this host has no Elastic Network Adapter${named.length > 0 ? ` (${named.join(', ')})` : ''}`);
  }
}

export class InterfaceNotEna extends SourceProblem {
  readonly code = 'interface-not-ena';
  readonly hint: string;
  /** @param asked what was asked for  @param there the interfaces that ENAs of this host have */
  constructor(asked: readonly string[], there: readonly string[]) {
    super(`no Elastic Network Adapter of this host has the interface ${asked.join(' or ')}`);
    this.hint = there.length > 0 ? `there is ${there.join(', ')}` : 'none has an interface';
  }
}
