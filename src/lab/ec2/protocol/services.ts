import type { Ec2Error } from './ec2Error.ts';
import { escapeXml, type Xml, xml } from './xml.ts';

/** A service of the endpoint: how its answers are wrapped. */
export interface Service {
  /** As in a signature's scope. */
  readonly name: 'ec2' | 'autoscaling';
  readonly version: string;
  answer(action: string, body: { readonly [name: string]: Xml }, requestId: string): string;
  refuse(error: Ec2Error, requestId: string): string;
}

const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';

const ec2: Service = {
  name: 'ec2',
  version: '2016-11-15',
  answer: (action, body, requestId) =>
    `${declaration}<${action}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">${xml({ requestId, ...body }, 'item')}</${action}Response>`,
  refuse: ({ code, message }, requestId) =>
    `${declaration}<Response><Errors><Error><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error></Errors><RequestID>${requestId}</RequestID></Response>`,
};

const autoscaling: Service = {
  name: 'autoscaling',
  version: '2011-01-01',
  answer: (action, body, requestId) =>
    `${declaration}<${action}Response xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><${action}Result>${xml(body, 'member')}</${action}Result><ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata></${action}Response>`,
  refuse: ({ code, message, status }, requestId) =>
    `${declaration}<ErrorResponse xmlns="http://autoscaling.amazonaws.com/doc/2011-01-01/"><Error><Type>${status < 500 ? 'Sender' : 'Receiver'}</Type><Code>${escapeXml(code)}</Code><Message>${escapeXml(message)}</Message></Error><RequestId>${requestId}</RequestId></ErrorResponse>`,
};

export const services: readonly Service[] = [ec2, autoscaling];

/** The service whose API has this version; EC2 where none has. */
export const serviceOf = (version: string | undefined): Service =>
  services.find((service) => service.version === version) ?? ec2;
