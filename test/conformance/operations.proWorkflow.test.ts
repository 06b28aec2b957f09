import { testOperations } from './operations';
import { proWorkflow } from './vendors/proWorkflow';

testOperations(proWorkflow);
