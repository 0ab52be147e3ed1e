import {
  OperatorNode,
  SqliteQueryCompiler,
  ValueNode,
  type BinaryOperationNode,
  type LimitNode,
} from "kysely";

/**
 * Writes questions so that SQLite keeps its plan of them. Where it is told `"column" = ?` or `limit ?` it looks at the value,
 * in case it were a number of a special kind, and plans the statement anew each time it runs, which costs most of the run.
 */
export class SteadyCompiler extends SqliteQueryCompiler {
  protected override visitBinaryOperation(node: BinaryOperationNode): void {
    const { leftOperand, operator, rightOperand } = node;
    const isEquation = OperatorNode.is(operator) && operator.operator === "=";
    if (!isEquation || !ValueNode.is(rightOperand)) return super.visitBinaryOperation(node);
    this.visitNode(leftOperand);
    // The plus changes nothing, neither a text nor what index is used: SQLite looks at bare values only.
    this.append(" = +");
    this.visitNode(rightOperand);
  }

  protected override visitLimit(node: LimitNode): void {
    const { limit } = node;
    if (!ValueNode.is(limit) || !Number.isSafeInteger(limit.value)) return super.visitLimit(node);
    this.append(`limit ${String(limit.value)}`);
  }
}
