package io.aios.security.threats.usecase;

/**
 * When an anomaly is worth an alert.
 *
 * @param grade of the anomaly at least, 0 to 1
 * @param requests in the minute at least
 * @param inRow anomalies that follow each other, a quarter of a minute apart
 * @param certain how many times the threshold a score is that need not be confirmed by others
 */
public record Sensitivity(double grade, int requests, int inRow, double certain) {

  boolean tells(AnomalyDetector.Anomaly anomaly, int requestsInMinute, int anomaliesInRow) {
    return anomaly.grade() >= grade
        && requestsInMinute >= requests
        && (anomaliesInRow >= inRow || anomaly.score() >= certain * anomaly.threshold());
  }
}
