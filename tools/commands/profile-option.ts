import { PROFILES, type LatencyProfile, type ProfileName } from '../../src/profiles/profile.ts';
import { UsageError } from './command.ts';

/** The profile that `--profile` names, in any case. */
export function profileOption(name: string): LatencyProfile {
  const profile = PROFILES[name.toUpperCase() as ProfileName] as LatencyProfile | undefined;
  if (profile) return profile;
  throw new UsageError(`--profile is fast or cinematic, not "${name}"`);
}
