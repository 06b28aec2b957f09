import { testOperations } from './operations';
import { hubPlanner } from './vendors/hubPlanner';

testOperations(hubPlanner);
