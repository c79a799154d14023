import { UserError } from '../errors.ts';

export class HistoryTaken extends UserError {
  static readonly code = 'history-taken';
  static readonly means =
    'Another agent keeps its history in that folder. A folder has one writer; any number may read.';
  readonly code = HistoryTaken.code;
  override readonly exitCode = 3;

  constructor(sentence: string) {
    super(sentence, 'Stop the other one, or name another folder with --state.');
  }
}

export class HistoryUnwritable extends UserError {
  static readonly code = 'history-unwritable';
  static readonly means = 'The folder for the history cannot be made or written.';
  readonly code = HistoryUnwritable.code;
  override readonly exitCode = 3;

  constructor(folder: string, why: string) {
    super(`no history can be kept in ${folder}: ${why}`, 'Name another folder with --state.');
  }
}

export class CannotListen extends UserError {
  static readonly code = 'cannot-listen';
  static readonly means = 'The address or port to serve at is taken, or is not this machine’s.';
  readonly code = CannotListen.code;
  override readonly exitCode = 3;

  constructor(address: string, why: string) {
    super(`nothing can be served at ${address}: ${why}`);
  }
}

export class SecretUnreadable extends UserError {
  static readonly code = 'secret-unreadable';
  static readonly means = 'The file with the secret of a webhook cannot be read, or is empty. Nothing was sent.';
  readonly code = SecretUnreadable.code;
  override readonly exitCode = 3;

  constructor(path: string, why: string) {
    super(`the secret in ${path} cannot be used: ${why}`);
  }
}

export class OutsideOfCluster extends UserError {
  static readonly code = 'outside-of-cluster';
  static readonly means = 'The node’s condition can only be kept from a pod with a service account that may.';
  readonly code = OutsideOfCluster.code;
  override readonly exitCode = 3;

  constructor(why: string) {
    super(`there is no Kubernetes to tell: ${why}`, 'ena watch --print kubernetes prints what it takes.');
  }
}

/** Every cause, for `ena explain CODE`. */
export const watchErrors = [HistoryTaken, HistoryUnwritable, CannotListen, SecretUnreadable, OutsideOfCluster] as const;
