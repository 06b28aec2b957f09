import { testOperations } from './operations';
import { tracker } from './vendors/tracker';

testOperations(tracker);
