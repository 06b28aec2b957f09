import type { Vendor } from '../engine';
import { api } from './api';
import { resource } from './resources/resource';

/** Hub Planner: its conventions and its resources. */
export const hubPlanner: Vendor = { ...api, resources: { resource } };
