/**
 * What EC2's instance types offer, as far as ENA is concerned. A row: family, hypervisor (`metal`: none), ENA support,
 * what else it has (`store`: volumes of the host; `root`: may boot from them; `express`: ENA Express), sizes.
 *
 * Source: the DescribeInstanceTypes answers that moto 5.2.1 carries (facts only).
 */
const table = `
a1 nitro required - medium large xlarge 2xlarge 4xlarge
a1 metal required - metal
c1 xen unsupported store+root medium xlarge
c3 xen unsupported store+root large xlarge 2xlarge 4xlarge 8xlarge
c4 xen unsupported - large xlarge 2xlarge 4xlarge 8xlarge
c5 nitro required - large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge
c5 metal required - metal
c5a nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
c5ad nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
c5d nitro required store large xlarge 2xlarge 4xlarge 9xlarge 12xlarge 18xlarge 24xlarge
c5d metal required store metal
c5n nitro required - large xlarge 2xlarge 4xlarge 9xlarge 18xlarge
c5n metal required - metal
c6a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
c6a nitro required - large xlarge 2xlarge 4xlarge 8xlarge
c6a metal required express metal
c6g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
c6g metal required - metal
c6gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
c6gd metal required store metal
c6gn nitro required express 4xlarge 8xlarge 12xlarge 16xlarge
c6gn nitro required - medium large xlarge 2xlarge
c6i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
c6i nitro required - large xlarge 2xlarge 4xlarge
c6i metal required express metal
c6id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
c6id nitro required store large xlarge 2xlarge 4xlarge
c6id metal required store+express metal
c6in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
c6in nitro required - large xlarge 2xlarge 4xlarge
c6in metal required express metal
c7a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
c7a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
c7a metal required express metal-48xl
c7g nitro required express 12xlarge 16xlarge
c7g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
c7g metal required express metal
c7gd nitro required store+express 12xlarge 16xlarge
c7gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge
c7gd metal required store+express metal
c7gn nitro required express 4xlarge 8xlarge 12xlarge 16xlarge
c7gn nitro required - medium large xlarge 2xlarge
c7gn metal required express metal
c7i-flex nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
c7i nitro required express 12xlarge 16xlarge 24xlarge 48xlarge
c7i nitro required - large xlarge 2xlarge 4xlarge 8xlarge
c7i metal required express metal-24xl metal-48xl
c8a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge
c8a nitro required express 16xlarge 24xlarge 48xlarge
c8a metal required express metal-24xl metal-48xl
c8g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c8g nitro required - medium large xlarge 2xlarge 4xlarge
c8g metal required express metal-24xl metal-48xl
c8gb nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c8gb nitro required - medium large xlarge 2xlarge
c8gb metal required express metal-24xl metal-48xl
c8gd nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c8gd nitro required store medium large xlarge 2xlarge 4xlarge
c8gd metal required store+express metal-24xl metal-48xl
c8gn nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c8gn nitro required - medium large xlarge 2xlarge
c8gn metal required express metal-24xl metal-48xl
c8i-flex nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
c8i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
c8i nitro required - large xlarge 2xlarge 4xlarge
c8i metal required express metal-48xl metal-96xl
c8ib nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
c8ib nitro required - large xlarge 2xlarge 4xlarge
c8ib metal required express metal-48xl metal-96xl
c8id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
c8id nitro required store large xlarge 2xlarge 4xlarge
c8id metal required store+express metal-48xl metal-96xl
c8in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
c8in nitro required - large xlarge 2xlarge 4xlarge
c8in metal required express metal-48xl metal-96xl
c8ine nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge
c9g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c9g nitro required - medium large xlarge 2xlarge 4xlarge
c9g metal required express metal-48xl
c9gd nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
c9gd nitro required store medium large xlarge 2xlarge 4xlarge
c9gd metal required store+express metal-48xl
d2 xen unsupported store+root xlarge 2xlarge 4xlarge 8xlarge
d3 nitro required store xlarge 2xlarge 4xlarge 8xlarge
d3en nitro required store xlarge 2xlarge 4xlarge 6xlarge 8xlarge 12xlarge
dl2q nitro required - 24xlarge
f2 nitro required store 6xlarge 12xlarge 48xlarge
g4ad nitro required store xlarge 2xlarge 4xlarge 8xlarge 16xlarge
g4dn nitro required store xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
g4dn metal required store metal
g5 nitro required store xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
g5g nitro required - xlarge 2xlarge 4xlarge 8xlarge 16xlarge
g5g metal required - metal
g6 nitro required store xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
g6 nitro required store+express 48xlarge
g6e nitro required store+express 12xlarge 24xlarge 48xlarge
g6e nitro required store xlarge 2xlarge 4xlarge 8xlarge 16xlarge
g6f nitro required store large xlarge 2xlarge 4xlarge
g7 nitro required store 2xlarge 4xlarge 8xlarge 12xlarge
g7 nitro required store+express 24xlarge 48xlarge
g7e nitro required store+express 12xlarge 24xlarge 48xlarge
g7e nitro required store 2xlarge 4xlarge 8xlarge
gr6 nitro required store 4xlarge 8xlarge
gr6f nitro required store 4xlarge
h1 xen supported store 2xlarge 4xlarge 8xlarge 16xlarge
hpc6a nitro required - 48xlarge
hpc6id nitro required store 32xlarge
hpc7a nitro required - 12xlarge 24xlarge 48xlarge 96xlarge
hpc7g nitro required - 4xlarge 8xlarge 16xlarge
hpc8a nitro required - 96xlarge
i2 xen unsupported store+root xlarge 2xlarge 4xlarge 8xlarge
i3 xen supported store large xlarge 2xlarge 4xlarge 8xlarge 16xlarge
i3en nitro required store large xlarge 2xlarge 3xlarge 6xlarge 12xlarge 24xlarge
i3en metal required store metal
i4g nitro required store+express 4xlarge 8xlarge 16xlarge
i4g nitro required store large xlarge 2xlarge
i4i nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
i4i nitro required store large xlarge 2xlarge 4xlarge
i4i metal required store+express metal
i7i nitro required store+express 12xlarge 16xlarge 24xlarge 48xlarge
i7i nitro required store large xlarge 2xlarge 4xlarge 8xlarge
i7i metal required store+express metal-24xl metal-48xl
i7ie nitro required store+express 3xlarge 6xlarge 12xlarge 18xlarge 24xlarge 48xlarge
i7ie nitro required store large xlarge 2xlarge
i7ie metal required store+express metal-24xl metal-48xl
i8g nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
i8g nitro required store large xlarge 2xlarge 4xlarge
i8g metal required store+express metal-24xl metal-48xl
i8ge nitro required store+express 6xlarge 12xlarge 18xlarge 24xlarge 48xlarge
i8ge nitro required store large xlarge 2xlarge 3xlarge
i8ge metal required store+express metal-24xl metal-48xl
im4gn nitro required store+express 4xlarge 8xlarge 16xlarge
im4gn nitro required store large xlarge 2xlarge
inf1 nitro required - xlarge 2xlarge 6xlarge 24xlarge
inf2 nitro required - xlarge 8xlarge 24xlarge 48xlarge
is4gen nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge
m1 xen unsupported store+root small medium large xlarge
m2 xen unsupported store+root xlarge 2xlarge 4xlarge
m3 xen unsupported store+root medium large xlarge 2xlarge
m4 xen unsupported - large xlarge 2xlarge 4xlarge 10xlarge
m4 xen supported - 16xlarge
m5 nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5 metal required - metal
m5a nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5ad nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5d nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5d metal required store metal
m5dn nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5dn metal required store metal
m5n nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
m5n metal required - metal
m5zn nitro required - large xlarge 2xlarge 3xlarge 6xlarge 12xlarge
m5zn metal required - metal
m6a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
m6a nitro required - large xlarge 2xlarge 4xlarge 8xlarge
m6a metal required express metal
m6g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
m6g metal required - metal
m6gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
m6gd metal required store metal
m6i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
m6i nitro required - large xlarge 2xlarge 4xlarge
m6i metal required express metal
m6id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
m6id nitro required store large xlarge 2xlarge 4xlarge
m6id metal required store+express metal
m6idn nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
m6idn nitro required store large xlarge 2xlarge 4xlarge
m6idn metal required store+express metal
m6in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
m6in nitro required - large xlarge 2xlarge 4xlarge
m6in metal required express metal
m7a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
m7a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
m7a metal required express metal-48xl
m7g nitro required express 12xlarge 16xlarge
m7g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
m7g metal required express metal
m7gd nitro required store+express 12xlarge 16xlarge
m7gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge
m7gd metal required store+express metal
m7i-flex nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
m7i nitro required express 12xlarge 16xlarge 24xlarge 48xlarge
m7i nitro required - large xlarge 2xlarge 4xlarge 8xlarge
m7i metal required express metal-24xl metal-48xl
m8a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge
m8a nitro required express 16xlarge 24xlarge 48xlarge
m8a metal required express metal-24xl metal-48xl
m8azn nitro required express 12xlarge 24xlarge
m8azn nitro required - medium large xlarge 3xlarge 6xlarge
m8azn metal required express metal-12xl metal-24xl
m8g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m8g nitro required - medium large xlarge 2xlarge 4xlarge
m8g metal required express metal-24xl metal-48xl
m8gb nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m8gb nitro required - medium large xlarge 2xlarge
m8gb metal required express metal-24xl metal-48xl
m8gd nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m8gd nitro required store medium large xlarge 2xlarge 4xlarge
m8gd metal required store+express metal-24xl metal-48xl
m8gn nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m8gn nitro required - medium large xlarge 2xlarge
m8gn metal required express metal-24xl metal-48xl
m8i-flex nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
m8i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8i nitro required - large xlarge 2xlarge 4xlarge
m8i metal required express metal-48xl metal-96xl
m8ib nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8ib nitro required - large xlarge 2xlarge 4xlarge
m8ib metal required express metal-48xl metal-96xl
m8id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8id nitro required store large xlarge 2xlarge 4xlarge
m8id metal required store+express metal-48xl metal-96xl
m8idb nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8idb nitro required store large xlarge 2xlarge 4xlarge
m8idb metal required store+express metal-48xl metal-96xl
m8idn nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8idn nitro required store large xlarge 2xlarge 4xlarge
m8idn metal required store+express metal-48xl metal-96xl
m8in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
m8in nitro required - large xlarge 2xlarge 4xlarge
m8in metal required express metal-48xl metal-96xl
m8ine nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge
m9g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m9g nitro required - medium large xlarge 2xlarge 4xlarge
m9g metal required express metal-48xl
m9gd nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
m9gd nitro required store medium large xlarge 2xlarge 4xlarge
m9gd metal required store+express metal-48xl
mac-m3ultra metal required - metal
mac-m4 metal required store metal
mac-m4max metal required - metal
mac-m4pro metal required store metal
mac1 metal required - metal
mac2-m1ultra metal required - metal
mac2-m2 metal required - metal
mac2-m2pro metal required - metal
mac2 metal required - metal
p3dn nitro required store 24xlarge
p4d nitro required store 24xlarge
p4de nitro required store 24xlarge
p5 nitro required store+express 4xlarge 48xlarge
p5e nitro required store+express 48xlarge
p5en nitro required store+express 48xlarge
p6-b200 nitro required store+express 48xlarge
p6-b300 nitro required store+express 48xlarge
r3 xen unsupported store+root large xlarge 2xlarge 4xlarge 8xlarge
r4 xen supported - large xlarge 2xlarge 4xlarge 8xlarge 16xlarge
r5 nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5 metal required - metal
r5a nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5ad nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5b nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5b metal required - metal
r5d nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5d metal required store metal
r5dn nitro required store large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5dn metal required store metal
r5n nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge
r5n metal required - metal
r6a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
r6a nitro required - large xlarge 2xlarge 4xlarge 8xlarge
r6a metal required express metal
r6g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
r6g metal required - metal
r6gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
r6gd metal required store metal
r6i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
r6i nitro required - large xlarge 2xlarge 4xlarge
r6i metal required express metal
r6id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
r6id nitro required store large xlarge 2xlarge 4xlarge
r6id metal required store+express metal
r6idn nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
r6idn nitro required store large xlarge 2xlarge 4xlarge
r6idn metal required store+express metal
r6in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge
r6in nitro required - large xlarge 2xlarge 4xlarge
r6in metal required express metal
r7a nitro required express 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge
r7a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
r7a metal required express metal-48xl
r7g nitro required express 12xlarge 16xlarge
r7g nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge
r7g metal required express metal
r7gd nitro required store+express 12xlarge 16xlarge
r7gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge
r7gd metal required store+express metal
r7i nitro required express 12xlarge 16xlarge 24xlarge 48xlarge
r7i nitro required - large xlarge 2xlarge 4xlarge 8xlarge
r7i metal required express metal-24xl metal-48xl
r7iz nitro required express 8xlarge 12xlarge 16xlarge 32xlarge
r7iz nitro required - large xlarge 2xlarge 4xlarge
r7iz metal required express metal-16xl metal-32xl
r8a nitro required - medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge
r8a nitro required express 16xlarge 24xlarge 48xlarge
r8a metal required express metal-24xl metal-48xl
r8g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
r8g nitro required - medium large xlarge 2xlarge 4xlarge
r8g metal required express metal-24xl metal-48xl
r8gb nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
r8gb nitro required - medium large xlarge 2xlarge
r8gb metal required express metal-24xl metal-48xl
r8gd nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
r8gd nitro required store medium large xlarge 2xlarge 4xlarge
r8gd metal required store+express metal-24xl metal-48xl
r8gn nitro required express 4xlarge 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
r8gn nitro required - medium large xlarge 2xlarge
r8gn metal required express metal-24xl metal-48xl
r8i-flex nitro required - large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
r8i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8i nitro required - large xlarge 2xlarge 4xlarge
r8i metal required express metal-48xl metal-96xl
r8ib nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8ib nitro required - large xlarge 2xlarge 4xlarge
r8ib metal required express metal-48xl metal-96xl
r8id nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8id nitro required store large xlarge 2xlarge 4xlarge
r8id metal required store+express metal-48xl metal-96xl
r8idb nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8idb nitro required store large xlarge 2xlarge 4xlarge
r8idb metal required store+express metal-48xl metal-96xl
r8idn nitro required store+express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8idn nitro required store large xlarge 2xlarge 4xlarge
r8idn metal required store+express metal-48xl metal-96xl
r8in nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 96xlarge
r8in nitro required - large xlarge 2xlarge 4xlarge
r8in metal required express metal-48xl metal-96xl
t1 xen unsupported - micro
t2 xen unsupported - nano micro small medium large xlarge 2xlarge
t3 nitro required - nano micro small medium large xlarge 2xlarge
t3a nitro required - nano micro small medium large xlarge 2xlarge
t4g nitro required - nano micro small medium large xlarge 2xlarge
trn1 nitro required store 2xlarge 32xlarge
trn1n nitro required store 32xlarge
trn2 nitro required store 3xlarge 48xlarge
u-3tb1 nitro required - 56xlarge
u-6tb1 nitro required - 56xlarge 112xlarge
u7i-12tb nitro required express 224xlarge
u7i-6tb nitro required express 112xlarge
u7i-8tb nitro required express 112xlarge
u7in-16tb nitro required express 224xlarge
u7in-24tb nitro required express 224xlarge
u7in-32tb nitro required express 224xlarge
vt1 nitro required - 3xlarge 6xlarge 24xlarge
x1 xen supported store+root 16xlarge 32xlarge
x1e xen supported store xlarge 2xlarge 4xlarge 8xlarge 16xlarge 32xlarge
x2gd nitro required store medium large xlarge 2xlarge 4xlarge 8xlarge 12xlarge 16xlarge
x2gd metal required store metal
x2idn nitro required store+express 16xlarge 24xlarge 32xlarge
x2idn metal required store+express metal
x2iedn nitro required store+express 8xlarge 16xlarge 24xlarge 32xlarge
x2iedn nitro required store xlarge 2xlarge 4xlarge
x2iedn metal required store+express metal
x2iezn nitro required - 2xlarge 4xlarge 6xlarge 8xlarge 12xlarge
x2iezn metal required - metal
x8aedz nitro required store large xlarge 3xlarge 6xlarge 12xlarge
x8aedz nitro required store+express 24xlarge
x8aedz metal required store metal-12xl
x8aedz metal required store+express metal-24xl
x8g nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 48xlarge
x8g nitro required - medium large xlarge 2xlarge 4xlarge
x8g metal required express metal-24xl metal-48xl
x8i nitro required express 8xlarge 12xlarge 16xlarge 24xlarge 32xlarge 48xlarge 64xlarge 96xlarge
x8i nitro required - large xlarge 2xlarge 4xlarge
x8i metal required express metal-48xl metal-96xl
z1d nitro required store large xlarge 2xlarge 3xlarge 6xlarge 12xlarge
z1d metal required store metal
`;

/** Whether instances of a type can do without ENA: `supported` ones fall back to the stock adapter. */
export type EnaSupport = 'unsupported' | 'supported' | 'required';

export interface InstanceTypeFacts {
  readonly name: string;
  readonly hypervisor: 'nitro' | 'xen' | 'metal';
  readonly enaSupport: EnaSupport;
  readonly hasInstanceStore: boolean;
  readonly bootsFromInstanceStore: boolean;
  readonly hasEnaExpress: boolean;
}

const typesOf = (row: string): InstanceTypeFacts[] => {
  const [family, hypervisor, enaSupport, has = '', ...sizes] = row.split(' ');
  return sizes.map((size) => ({
    name: `${family}.${size}`,
    hypervisor: hypervisor as InstanceTypeFacts['hypervisor'],
    enaSupport: enaSupport as EnaSupport,
    hasInstanceStore: has.includes('store'),
    bootsFromInstanceStore: has.includes('root'),
    hasEnaExpress: has.includes('express'),
  }));
};

/** Every known type, by its name. */
export const instanceTypes: ReadonlyMap<string, InstanceTypeFacts> = new Map(
  table
    .trim()
    .split('\n')
    .flatMap(typesOf)
    .map((type) => [type.name, type]),
);
