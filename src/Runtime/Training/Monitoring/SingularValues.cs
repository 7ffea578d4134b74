namespace ConvGen;

/// <summary>
/// The largest and the smallest singular value of a matrix W: the square roots of the extreme eigenvalues of W·Wᵀ or Wᵀ·W, whichever is
/// smaller. That is made tridiagonal by Householder's reflections, and the eigenvalues are found by bisection with Sturm's counts (Golub
/// and Van Loan, Matrix Computations, 8.3 and 8.4), which converges whatever the spectrum. All in double precision: values down to some
/// 1e-7 of the largest are told from 0.
/// </summary>
internal sealed class SingularValues
{
    private const int Bisections = 100;

    private readonly int _rows;
    private readonly int _columns;
    private readonly int _order;
    private readonly double[] _gram;
    private readonly double[] _diagonal;
    private readonly double[] _offDiagonal;
    private readonly double[] _reflector;
    private readonly double[] _product;

    /// <summary>Allocates what the matrices of one shape need.</summary>
    public SingularValues(int rows, int columns)
    {
        _rows = rows;
        _columns = columns;
        _order = Math.Min(rows, columns);
        _gram = new double[checked(_order * _order)];
        _diagonal = new double[_order];
        _offDiagonal = new double[_order];
        _reflector = new double[_order];
        _product = new double[_order];
    }

    /// <summary>The extreme singular values of a matrix, row by row; NaN when it contains one.</summary>
    public (double Largest, double Smallest) Of(ReadOnlySpan<float> matrix)
    {
        Multiply(matrix);
        Tridiagonalize();
        double bound = 0;
        for (int i = 0; i < _order; i++)
        {
            double reach = Math.Abs(_diagonal[i]) + _offDiagonal[i] + (i + 1 < _order ? _offDiagonal[i + 1] : 0);
            bound = double.IsNaN(reach) ? reach : Math.Max(bound, reach);
        }

        return double.IsFinite(bound)
            ? (Math.Sqrt(Eigenvalue(_order - 1, bound)), Math.Sqrt(Eigenvalue(0, bound)))
            : (double.NaN, double.NaN);
    }

    /// <summary>W·Wᵀ, or Wᵀ·W for a matrix with more rows than columns.</summary>
    private void Multiply(ReadOnlySpan<float> matrix)
    {
        bool ofRows = _order == _rows;
        int length = ofRows ? _columns : _rows;
        int step = ofRows ? 1 : _columns;
        int apart = ofRows ? _columns : 1;
        for (int i = 0; i < _order; i++)
        {
            for (int j = 0; j <= i; j++)
            {
                double sum = 0;
                for (int k = 0; k < length; k++)
                {
                    sum += (double)matrix[i * apart + k * step] * matrix[j * apart + k * step];
                }

                _gram[i * _order + j] = sum;
                _gram[j * _order + i] = sum;
            }
        }
    }

    /// <summary>Reflects away what is beside the tridiagonal, column by column; the eigenvalues stay.</summary>
    private void Tridiagonalize()
    {
        int n = _order;
        for (int k = 0; k < n - 1; k++)
        {
            double square = 0;
            for (int i = k + 1; i < n; i++)
            {
                square += _gram[i * n + k] * _gram[i * n + k];
            }

            // The column becomes ∓its length below the diagonal; the sign avoids cancellation.
            double first = _gram[(k + 1) * n + k];
            double length = Math.Sqrt(square);
            double target = first > 0 ? -length : length;
            _diagonal[k] = _gram[k * n + k];
            _offDiagonal[k + 1] = length;
            double half = square - first * target; // half of the reflector's square
            if (!(half > 0))
            {
                continue;
            }

            for (int i = k + 1; i < n; i++)
            {
                _reflector[i] = _gram[i * n + k] - (i == k + 1 ? target : 0);
            }

            Reflect(k + 1, half);
        }

        _diagonal[n - 1] = _gram[n * n - 1];
    }

    /// <summary>A ← H·A·H with H = I − v·vᵀ/half, on the rows and columns from the first on: A − v·wᵀ − w·vᵀ.</summary>
    private void Reflect(int first, double half)
    {
        int n = _order;
        double overlap = 0;
        for (int i = first; i < n; i++)
        {
            double sum = 0;
            for (int j = first; j < n; j++)
            {
                sum += _gram[i * n + j] * _reflector[j];
            }

            _product[i] = sum / half;
            overlap += _product[i] * _reflector[i];
        }

        for (int i = first; i < n; i++)
        {
            _product[i] -= overlap / (2 * half) * _reflector[i];
        }

        for (int i = first; i < n; i++)
        {
            for (int j = first; j < n; j++)
            {
                _gram[i * n + j] -= _reflector[i] * _product[j] + _product[i] * _reflector[j];
            }
        }
    }

    /// <summary>The eigenvalue that so many others are below, of a matrix without negative ones.</summary>
    private double Eigenvalue(int below, double bound)
    {
        double low = 0;
        double high = bound;
        for (int i = 0; i < Bisections && low < high; i++)
        {
            double middle = low + (high - low) / 2;
            if (CountBelow(middle) <= below)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return high;
    }

    /// <summary>How many eigenvalues are below a number: the negative pivots of T − x·I.</summary>
    private int CountBelow(double x)
    {
        int count = 0;
        double pivot = 1;
        for (int i = 0; i < _order; i++)
        {
            double coupling = i == 0 ? 0 : _offDiagonal[i] * _offDiagonal[i] / pivot;
            pivot = _diagonal[i] - x - coupling;
            if (pivot == 0)
            {
                pivot = -double.Epsilon;
            }

            count += pivot < 0 ? 1 : 0;
        }

        return count;
    }
}
