import { flag, list, text } from '../../protocol/shapes.ts';
import { regions, subnets } from '../../world/network.ts';
import { type Action, action } from '../action.ts';
import { type Filterable, filters, passing } from '../filter.ts';

const regionFilters: Filterable<{ readonly name: string }> = {
  'region-name': ({ name }) => [name],
  endpoint: ({ name }) => [`ec2.${name}.amazonaws.com`],
};

const describeRegions = action(
  'DescribeRegions',
  { RegionName: list(text), AllRegions: flag, Filter: filters },
  {
    isRead: true,
    does: (_, { RegionName, Filter }) => {
      const named = regions.filter((name) => RegionName.length === 0 || RegionName.includes(name));
      const chosen = passing(
        named.map((name) => ({ name })),
        Filter,
        regionFilters,
      );
      return {
        regionInfo: chosen.map(({ name }) => ({
          regionName: name,
          regionEndpoint: `ec2.${name}.amazonaws.com`,
          optInStatus: 'opt-in-not-required',
        })),
      };
    },
  },
);

const zoneFilters: Filterable<{ readonly name: string }> = { 'zone-name': ({ name }) => [name] };

const describeAvailabilityZones = action(
  'DescribeAvailabilityZones',
  { ZoneName: list(text), AllAvailabilityZones: flag, Filter: filters },
  {
    isRead: true,
    does: ({ world }, { ZoneName, Filter }) => {
      const zones = subnets.map(({ zone }) => ({ name: world.region + zone }));
      const named = zones.filter(({ name }) => ZoneName.length === 0 || ZoneName.includes(name));
      return {
        availabilityZoneInfo: passing(named, Filter, zoneFilters).map(({ name }) => ({
          zoneName: name,
          zoneState: 'available',
          regionName: world.region,
          zoneType: 'availability-zone',
        })),
      };
    },
  },
);

/** Where things can be. */
export const placeActions: readonly Action[] = [describeRegions, describeAvailabilityZones];
